package io.granary.testing;

import io.granary.embedded.Servers;
import io.granary.storage.ObjectKeys;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A PostgreSQL, and stores and queues that are asked by nothing but the calls of AWS: buckets,
 * queues with their dead-letter queues, the table, and the events of S3 are made as a deployment
 * makes them.
 */
final class CloudServers implements Servers {
  private static final String MAX_RECEIVES = "5";

  private final String postgresUrl;
  private final Endpoints endpoints;
  private final String table = "granary-" + UUID.randomUUID();
  private final S3Client s3;
  private final SqsClient sqs;

  /** Where the services are, and who asks. */
  record Endpoints(
      String s3,
      String sqs,
      String dynamodb,
      String region,
      String accessKeyId,
      String secretAccessKey) {}

  /** Makes the table. */
  CloudServers(String postgresUrl, Endpoints endpoints) {
    this.postgresUrl = postgresUrl;
    this.endpoints = endpoints;
    this.s3 =
        client(S3Client.builder(), endpoints.s3())
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    this.sqs =
        client(SqsClient.builder(), endpoints.sqs())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    try (DynamoDbClient dynamo =
        client(DynamoDbClient.builder(), endpoints.dynamodb())
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      dynamo.createTable(
          create ->
              create
                  .tableName(table)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                  .attributeDefinitions(text("pk"), text("sk")));
      dynamo.waiter().waitUntilTableExists(wait -> wait.tableName(table));
    }
  }

  private <B extends AwsClientBuilder<B, C>, C> B client(B builder, String endpoint) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.of(endpoints.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey())));
  }

  @Override
  public void createBucket(String bucket) {
    try {
      s3.createBucket(create -> create.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException _) {
      // What was asked for.
      return;
    }
  }

  @Override
  public void createQueue(String queue) {
    String dead = sqs.createQueue(create -> create.queueName(queue + "-dlq")).queueUrl();
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%s}"
            .formatted(arn(dead), MAX_RECEIVES);
    sqs.createQueue(
        create ->
            create
                .queueName(queue)
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "900",
                        QueueAttributeName.REDRIVE_POLICY,
                        policy)));
  }

  @Override
  public void route(String bucket, String queue) {
    String arn = arn(sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl());
    var dropped = FilterRule.builder().name(FilterRuleName.PREFIX).value(ObjectKeys.DROP).build();
    var events =
        QueueConfiguration.builder()
            .id("drop")
            .queueArn(arn)
            .events(Event.S3_OBJECT_CREATED)
            .filter(only -> only.key(key -> key.filterRules(List.of(dropped))))
            .build();
    s3.putBucketNotificationConfiguration(
        put ->
            put.bucket(bucket)
                .notificationConfiguration(to -> to.queueConfigurations(List.of(events))));
  }

  private String arn(String queueUrl) {
    return sqs.getQueueAttributes(
            get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  @Override
  public int eventDelaySeconds() {
    return 2;
  }

  @Override
  public String postgresUrl() {
    return postgresUrl;
  }

  @Override
  public String s3Url() {
    return endpoints.s3();
  }

  @Override
  public String sqsUrl() {
    return endpoints.sqs();
  }

  @Override
  public String dynamodbUrl() {
    return endpoints.dynamodb();
  }

  @Override
  public String dynamodbTable() {
    return table;
  }

  @Override
  public String region() {
    return endpoints.region();
  }

  @Override
  public String accessKeyId() {
    return endpoints.accessKeyId();
  }

  @Override
  public String secretAccessKey() {
    return endpoints.secretAccessKey();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
