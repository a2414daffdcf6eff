package io.granary.cdk;

import io.granary.storage.Backups;
import software.amazon.awscdk.Aws;

/**
 * What everything of an installation is called. Names are known before anything is made, so that a
 * policy can name what another stack makes, and stacks need nothing of each other.
 *
 * @param installation what all names begin with
 */
record Names(String installation) {
  static final String DATABASE = "granary";

  /** The role that functions connect to the database as. */
  static final String RUNTIME_USER = "granary_app";

  private static final String ACCOUNT = Aws.ACCOUNT_ID;
  private static final String REGION = Aws.REGION;

  String dataBucket() {
    return "%s-data-%s-%s".formatted(installation, ACCOUNT, REGION);
  }

  String backupBucket() {
    return "%s-backups-%s-%s".formatted(installation, ACCOUNT, REGION);
  }

  String logBucket() {
    return "%s-logs-%s-%s".formatted(installation, ACCOUNT, REGION);
  }

  /** Objects of the data bucket under a prefix. */
  String objects(String prefix) {
    return "arn:%s:s3:::%s/%s*".formatted(Aws.PARTITION, dataBucket(), prefix);
  }

  /** The backups. */
  String backupObjects() {
    return "arn:%s:s3:::%s/%s*".formatted(Aws.PARTITION, backupBucket(), Backups.PREFIX);
  }

  String backupBucketArn() {
    return "arn:%s:s3:::%s".formatted(Aws.PARTITION, backupBucket());
  }

  String dataBucketArn() {
    return "arn:%s:s3:::%s".formatted(Aws.PARTITION, dataBucket());
  }

  String table() {
    return installation;
  }

  String tableArn() {
    return arn("dynamodb", "table/" + table());
  }

  String queuePrefix() {
    return installation + "-";
  }

  String queue(String queue) {
    return queuePrefix() + queue;
  }

  String queueArn(String queue) {
    return arn("sqs", queue(queue));
  }

  String deadLetters(String queue) {
    return queue(queue) + "-dead";
  }

  String bus() {
    return installation;
  }

  String busArn() {
    return arn("events", "event-bus/" + bus());
  }

  String function(String function) {
    return installation + "-" + function;
  }

  String functionArn(String function) {
    return arn("lambda", "function:" + function(function));
  }

  String logGroup(String function) {
    return "/%s/%s".formatted(installation, function);
  }

  /** The streams of a function's log group. */
  String logStreams(String function) {
    return arn("logs", "log-group:%s:*".formatted(logGroup(function)));
  }

  String role(String function) {
    return "%s-%s-%s".formatted(installation, function, REGION);
  }

  String dropRole() {
    return "%s-drop-%s".formatted(installation, REGION);
  }

  String dropRoleArn() {
    return "arn:%s:iam::%s:role/%s".formatted(Aws.PARTITION, ACCOUNT, dropRole());
  }

  String boundary() {
    return "%s-boundary-%s".formatted(installation, REGION);
  }

  String deletionBoundary() {
    return "%s-deletion-boundary-%s".formatted(installation, REGION);
  }

  String secret(String name) {
    return installation + "/" + name;
  }

  /** A secret by its name; Secrets Manager adds six letters to it. */
  String secretArn(String name) {
    return arn("secretsmanager", "secret:%s-??????".formatted(secret(name)));
  }

  /** The setting by which a function finds a secret. */
  String secretReference(String name) {
    return arn("secretsmanager", "secret:" + secret(name));
  }

  private static String arn(String service, String rest) {
    return "arn:%s:%s:%s:%s:%s".formatted(Aws.PARTITION, service, REGION, ACCOUNT, rest);
  }
}
