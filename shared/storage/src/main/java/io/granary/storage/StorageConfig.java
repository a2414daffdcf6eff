package io.granary.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where objects, queues, values, secrets and the bus of events are. Endpoints are empty in AWS.
 *
 * @param bucket the data bucket
 * @param backupBucket the bucket of backups; absent for functions that have nothing to do with them
 * @param table the DynamoDB table
 * @param queuePrefix what stands before the name of every queue
 * @param accessKeyId fixed credentials for the local stack; absent in AWS, where the role has them
 */
@ConfigurationProperties("granary.storage")
public record StorageConfig(
    String region,
    String bucket,
    @Nullable String backupBucket,
    String table,
    String queuePrefix,
    @Nullable URI s3Endpoint,
    @Nullable URI sqsEndpoint,
    @Nullable URI dynamodbEndpoint,
    @Nullable URI secretsEndpoint,
    @Nullable URI eventsEndpoint,
    @Nullable String accessKeyId,
    @Nullable String secretAccessKey) {}
