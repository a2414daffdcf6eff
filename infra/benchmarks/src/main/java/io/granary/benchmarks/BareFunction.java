package io.granary.benchmarks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The least that a function of ours could be: the clients of the stores and a connection, and for a
 * request one record of the table and one statement. No framework, no check of anything.
 */
public final class BareFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final S3Client s3;
  private final SqsClient sqs;
  private final DynamoDbClient dynamo;
  private final Connection connection;

  public BareFunction() throws SQLException {
    s3 =
        common(S3Client.builder(), "S3")
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    sqs = common(SqsClient.builder(), "SQS").httpClient(UrlConnectionHttpClient.create()).build();
    dynamo =
        common(DynamoDbClient.builder(), "DYNAMODB")
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    connection =
        DriverManager.getConnection(
            setting("DATABASE_URL"), setting("DATABASE_USER"), setting("DATABASE_PASSWORD"));
  }

  private static <B extends AwsClientBuilder<B, C>, C> B common(B builder, String service) {
    var keys =
        AwsBasicCredentials.create(
            setting("STORAGE_ACCESS_KEY_ID"), setting("STORAGE_SECRET_ACCESS_KEY"));
    return builder
        .region(Region.of(setting("STORAGE_REGION")))
        .credentialsProvider(StaticCredentialsProvider.create(keys))
        .endpointOverride(URI.create(setting("STORAGE_" + service + "_ENDPOINT")));
  }

  private static String setting(String name) {
    return System.getenv("GRANARY_" + name);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, @Nullable Context context) {
    boolean found =
        dynamo
            .getItem(
                get ->
                    get.tableName(setting("STORAGE_TABLE"))
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("bare"),
                                "sk", AttributeValue.fromS("-"))))
            .hasItem();
    try (PreparedStatement statement =
        connection.prepareStatement("select username, email, role from users where username = ?")) {
      statement.setString(1, event.getRawPath());
      try (ResultSet rows = statement.executeQuery()) {
        return APIGatewayV2HTTPResponse.builder()
            .withStatusCode(200)
            .withHeaders(Map.of("Content-Type", "application/json"))
            .withBody(
                "{\"found\": %s, \"row\": %s, \"clients\": \"%s %s\"}"
                    .formatted(found, rows.next(), s3.serviceName(), sqs.serviceName()))
            .build();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot query", e);
    }
  }
}
