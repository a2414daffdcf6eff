package io.granary.cdk;

import io.granary.api.LambdaFunction.Use;
import io.granary.storage.Backups;
import java.util.List;

/** What the role of a function may do with backups. */
record BackupGrants(Names names) {
  List<Grant> of(Use use) {
    return switch (use) {
      case BACKUPS_READ ->
          List.of(Grant.allow("Reads backups.", List.of("s3:GetObject"), names.backupObjects()));
      case BACKUPS_WRITE ->
          List.of(
              Grant.allow(
                  "Makes backups, and looks whether they are whole.",
                  List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
                  names.backupObjects()),
              Grant.allow(
                      "Without it S3 says 403 of a backup that is not there.",
                      List.of("s3:ListBucket"),
                      names.backupBucketArn())
                  .when("StringLikeIfExists", "s3:prefix", Backups.PREFIX + "*"),
              Grant.allow(
                  "Finds what whoever died has begun.",
                  List.of("s3:ListBucketMultipartUploads"),
                  names.backupBucketArn()));
      case BACKUPS_DELETE ->
          List.of(
              Grant.allow("Removes backups.", List.of("s3:DeleteObject"), names.backupObjects()));
      default -> throw new IllegalArgumentException("Cannot grant " + use + ": not of backups");
    };
  }
}
