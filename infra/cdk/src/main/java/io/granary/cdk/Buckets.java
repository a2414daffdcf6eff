package io.granary.cdk;

import io.granary.storage.IngestMessage;
import io.granary.storage.ObjectKeys;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * The data bucket, whose drops wake the ingest; the backups, whose versions are kept; and the log
 * of who asked for what in both.
 */
final class Buckets extends Construct {
  /** No link that we hand out is older when it is used. */
  private static final Duration OLDEST_LINK = Duration.minutes(15);

  private static final Duration BACKUPS_KEPT = Duration.days(90);

  private final Names names;
  private final Bucket logs;

  /** An upload takes parts for a week. */
  private static final Duration UPLOADS_KEPT = Duration.days(8);

  /** What a page must send with a link, which has them signed. */
  private static final List<String> SIGNED_HEADERS =
      List.of("content-type", "if-none-match", "x-amz-checksum-sha256");

  /**
   * @param origins whose pages may send files by links, and read what links give
   */
  Buckets(Construct scope, Names names, Queues queues, List<String> origins) {
    super(scope, "Buckets");
    this.names = names;
    this.logs =
        base("Logs", names.logBucket())
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .lifecycleRules(List.of(expiry("", Duration.days(90)), unfinished(Duration.days(2))))
            .build();
    Bucket data =
        base("Data", names.dataBucket())
            .serverAccessLogsBucket(logs)
            .serverAccessLogsPrefix("data/")
            .lifecycleRules(
                List.of(
                    unfinished(UPLOADS_KEPT),
                    expiry(ObjectKeys.UPLOADS, Duration.days(14)),
                    expiry(ObjectKeys.ANSWERS, Duration.days(1))))
            .cors(origins.isEmpty() ? List.of() : List.of(pages(origins)))
            .build();
    refuseOldLinks(data);
    announceDrops(data, queues.named(IngestMessage.QUEUE));
    Bucket backups =
        base("Backups", names.backupBucket())
            .serverAccessLogsBucket(logs)
            .serverAccessLogsPrefix("backups/")
            .versioned(true)
            .lifecycleRules(
                List.of(
                    unfinished(Duration.days(2)),
                    expiry("", BACKUPS_KEPT),
                    LifecycleRule.builder()
                        .id("removed-backups")
                        .noncurrentVersionExpiration(Duration.days(30))
                        .build()))
            .build();
    refuseOldLinks(backups);
  }

  private Bucket.Builder base(String id, String name) {
    return Bucket.Builder.create(this, id)
        .bucketName(name)
        .encryption(BucketEncryption.S3_MANAGED)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }

  private static CorsRule pages(List<String> origins) {
    return CorsRule.builder()
        .id("links")
        .allowedOrigins(origins)
        .allowedMethods(List.of(HttpMethods.GET, HttpMethods.PUT))
        .allowedHeaders(SIGNED_HEADERS)
        .exposedHeaders(List.of("ETag"))
        .maxAge(3600)
        .build();
  }

  private static LifecycleRule unfinished(Duration after) {
    return LifecycleRule.builder()
        .id("unfinished-uploads")
        .abortIncompleteMultipartUploadAfter(after)
        .build();
  }

  private static LifecycleRule expiry(String prefix, Duration after) {
    return LifecycleRule.builder()
        .id("old-" + (prefix.isEmpty() ? "objects" : prefix.replace("/", "")))
        .prefix(prefix.isEmpty() ? null : prefix)
        .expiration(after)
        .build();
  }

  /** A link that leaks is of no use a quarter of an hour after it was signed. */
  private static void refuseOldLinks(Bucket bucket) {
    bucket.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("NoOldLinks")
            .effect(Effect.DENY)
            .principals(List.of(new AnyPrincipal()))
            .actions(List.of("s3:GetObject", "s3:PutObject"))
            .resources(List.of(bucket.arnForObjects("*")))
            .conditions(
                Map.of(
                    "NumericGreaterThan",
                    Map.of("s3:signatureAge", OLDEST_LINK.toMilliseconds().longValue())))
            .build());
  }

  /**
   * By the bucket's own property: the construct of CDK would bring a function of its own, with
   * rights over every bucket.
   */
  private void announceDrops(Bucket data, Queue ingest) {
    ingest.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Drops")
            .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(ingest.getQueueArn()))
            .conditions(
                Map.of(
                    "ArnEquals", Map.of("aws:SourceArn", names.dataBucketArn()),
                    "StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
            .build());
    List<CfnBucket.FilterRuleProperty> rules =
        List.of(
            CfnBucket.FilterRuleProperty.builder().name("prefix").value(ObjectKeys.DROP).build());
    CfnBucket bucket = (CfnBucket) data.getNode().getDefaultChild();
    bucket.setNotificationConfiguration(
        CfnBucket.NotificationConfigurationProperty.builder()
            .queueConfigurations(
                List.of(
                    CfnBucket.QueueConfigurationProperty.builder()
                        .event("s3:ObjectCreated:*")
                        .queue(ingest.getQueueArn())
                        .filter(
                            CfnBucket.NotificationFilterProperty.builder()
                                .s3Key(CfnBucket.S3KeyFilterProperty.builder().rules(rules).build())
                                .build())
                        .build()))
            .build());
    data.getNode().addDependency(ingest);
  }
}
