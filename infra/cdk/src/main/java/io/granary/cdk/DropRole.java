package io.granary.cdk;

import io.granary.storage.ObjectKeys;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * What people write to the drop folder as. A session is narrowed to one person's folder by the
 * function that begins it, and nobody else may begin one.
 */
final class DropRole extends Construct {
  static final String HANDED_OUT_BY = "create-drop-credentials";

  DropRole(Construct scope, Names names) {
    super(scope, "Drop");
    String issuer =
        "arn:%s:iam::%s:role/%s"
            .formatted(Aws.PARTITION, Aws.ACCOUNT_ID, names.role(HANDED_OUT_BY));
    String objects = names.objects(ObjectKeys.DROP);
    Role role =
        Role.Builder.create(this, "Role")
            .roleName(names.dropRole())
            .description("Writes below drop/; sessions reach one folder each")
            .assumedBy(
                new PrincipalWithConditions(
                    new AccountRootPrincipal(),
                    Map.of("ArnEquals", Map.of("aws:PrincipalArn", issuer))))
            .maxSessionDuration(Duration.hours(1))
            .inlinePolicies(
                Grant.policy(
                    List.of(
                        Grant.allow(
                            "Writes to drop folders, and reads what came of it.",
                            List.of(
                                "s3:AbortMultipartUpload",
                                "s3:GetObject",
                                "s3:ListMultipartUploadParts",
                                "s3:PutObject"),
                            objects))))
            .build();
    Explained.because(
        role,
        "AwsSolutions-IAM5",
        "Everybody's folders are below it; each session has a policy that names one of them.");
  }
}
