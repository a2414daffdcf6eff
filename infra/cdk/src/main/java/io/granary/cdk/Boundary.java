package io.granary.cdk;

import io.granary.storage.ObjectKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.constructs.Construct;

/**
 * The most that a role of an installation may ever do, whatever its own policy says: work with the
 * installation's stores. The usual one never deletes what users have brought, and does not reach
 * the backups; the family that deletes has one that does both.
 */
final class Boundary extends Construct {
  private final ManagedPolicy policy;

  private Boundary(Construct scope, String id, String name, List<Grant> grants) {
    super(scope, id);
    this.policy =
        ManagedPolicy.Builder.create(this, "Policy")
            .managedPolicyName(name)
            .description("The most that a role of this installation may do")
            .statements(grants.stream().map(Grant::statement).toList())
            .build();
    Explained.because(
        policy,
        "AwsSolutions-IAM5",
        "A boundary grants nothing; each role's own policy is narrower than it.");
  }

  /** That of every role but those of the family that deletes. */
  static Boundary usual(Construct scope, Names names) {
    Grant forbidden =
        Grant.deny(
            "User data; only the family that deletes may do that.",
            List.of("s3:DeleteObject"),
            Stream.of(ObjectKeys.RAW, "processed/", "exports/", "versions/")
                .map(names::objects)
                .toList());
    return new Boundary(scope, "Boundary", names.boundary(), grants(names, List.of(forbidden)));
  }

  /** That of the family that deletes, and makes backups before. */
  static Boundary deleting(Construct scope, Names names) {
    List<Grant> backups =
        List.of(
            Grant.allow(
                "Backups.",
                List.of(
                    "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
                names.backupObjects()),
            Grant.allow(
                "Their keys.",
                List.of("s3:ListBucket", "s3:ListBucketMultipartUploads"),
                names.backupBucketArn()));
    return new Boundary(
        scope, "DeletionBoundary", names.deletionBoundary(), grants(names, backups));
  }

  private static List<Grant> grants(Names names, List<Grant> own) {
    List<Grant> grants = new ArrayList<>(objects(names));
    grants.addAll(own);
    grants.addAll(others(names));
    return grants;
  }

  private static List<Grant> objects(Names names) {
    return List.of(
        Grant.allow(
            "Objects of the installation's bucket.",
            List.of(
                "s3:AbortMultipartUpload",
                "s3:DeleteObject",
                "s3:GetObject",
                "s3:ListMultipartUploadParts",
                "s3:PutObject"),
            names.objects("")),
        Grant.allow("Its keys.", List.of("s3:ListBucket"), names.dataBucketArn()));
  }

  private static List<Grant> others(Names names) {
    return List.of(
        Grant.allow(
            "Records of the installation's table.",
            List.of(
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem"),
            names.tableArn()),
        Grant.allow(
            "The installation's queues.",
            List.of(
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:GetQueueUrl",
                "sqs:ReceiveMessage",
                "sqs:SendMessage"),
            names.queueArn("*")),
        Grant.allow(
            "The installation's secrets, and the one that the database keeps.",
            List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"),
            List.of(names.secretArn("*"), ownerSecrets())),
        Grant.allow(
            "The database.",
            List.of("rds-db:connect"),
            "arn:%s:rds-db:%s:%s:dbuser:*/%s"
                .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, Names.RUNTIME_USER)),
        Grant.allow("Its events.", List.of("events:PutEvents"), names.busArn()),
        Grant.allow("Sessions of drop folders.", List.of("sts:AssumeRole"), names.dropRoleArn()),
        Grant.allow(
            "Its functions, by its clock.",
            List.of("lambda:InvokeFunction"),
            names.functionArn("*")),
        Grant.allow(
            "Logs, traces and the network, as Lambda and the network need them.",
            List.of(
                "ec2:AssignPrivateIpAddresses",
                "ec2:CreateNetworkInterface",
                "ec2:DeleteNetworkInterface",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSubnets",
                "ec2:UnassignPrivateIpAddresses",
                "logs:CreateLogStream",
                "logs:DescribeLogGroups",
                "logs:DescribeLogStreams",
                "logs:PutLogEvents",
                "xray:PutTelemetryRecords",
                "xray:PutTraceSegments"),
            "*"));
  }

  ManagedPolicy policy() {
    return policy;
  }

  /** RDS names the secret of a cluster's owner itself. */
  static String ownerSecrets() {
    return "arn:%s:secretsmanager:%s:%s:secret:rds!cluster-*"
        .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID);
  }
}
