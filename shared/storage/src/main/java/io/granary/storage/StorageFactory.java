package io.granary.storage;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the AWS clients, each when it is first needed. */
@Factory
@Requires(property = "granary.storage.bucket")
final class StorageFactory {
  private final StorageConfig config;
  private final FreshConnections connections;

  StorageFactory(StorageConfig config, FreshConnections connections) {
    this.config = config;
    this.connections = connections;
  }

  @Singleton
  @Bean(preDestroy = "close")
  S3Client s3(AwsCredentialsProvider credentials) {
    return common(S3Client.builder(), credentials, config.s3Endpoint())
        .forcePathStyle(config.s3Endpoint() != null)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Singleton
  @Bean(preDestroy = "close")
  S3Presigner presigner(AwsCredentialsProvider credentials) {
    var builder =
        S3Presigner.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(credentials)
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(config.s3Endpoint() != null)
                    .build());
    if (config.s3Endpoint() != null) {
      builder.endpointOverride(config.s3Endpoint());
    }
    return builder.build();
  }

  @Singleton
  @Bean(preDestroy = "close")
  SqsClient sqs(AwsCredentialsProvider credentials) {
    return common(SqsClient.builder(), credentials, config.sqsEndpoint())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Singleton
  @Bean(preDestroy = "close")
  DynamoDbClient dynamo(AwsCredentialsProvider credentials) {
    return common(DynamoDbClient.builder(), credentials, config.dynamodbEndpoint())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Singleton
  @Bean(preDestroy = "close")
  SecretsManagerClient secrets(AwsCredentialsProvider credentials) {
    return common(SecretsManagerClient.builder(), credentials, config.secretsEndpoint())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Singleton
  @Bean(preDestroy = "close")
  EventBridgeClient events(AwsCredentialsProvider credentials) {
    return common(EventBridgeClient.builder(), credentials, config.eventsEndpoint())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Singleton
  AwsCredentialsProvider credentials() {
    return config.accessKeyId() == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(config.accessKeyId(), config.secretAccessKey()));
  }

  private <B extends AwsClientBuilder<B, C>, C> B common(
      B builder, AwsCredentialsProvider credentials, @Nullable URI endpoint) {
    builder
        .region(Region.of(config.region()))
        .credentialsProvider(credentials)
        .overrideConfiguration(calls -> calls.addExecutionInterceptor(connections));
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }
}
