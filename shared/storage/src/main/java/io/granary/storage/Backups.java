package io.granary.storage;

import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The bucket of backups, apart from the data; only the family that deletes reaches it. */
@Singleton
public final class Backups {
  /** What the keys of all its objects begin with. */
  public static final String PREFIX = "backups/";

  private final S3Client s3;
  private final S3Presigner presigner;
  private final StorageConfig config;

  public Backups(S3Client s3, S3Presigner presigner, StorageConfig config) {
    this.s3 = s3;
    this.presigner = presigner;
    this.config = config;
  }

  /**
   * Its objects.
   *
   * @throws IllegalStateException when the function was not told of the bucket
   */
  public Objects objects() {
    return new Objects(s3, presigner, bucket());
  }

  /**
   * Its objects that are written part by part.
   *
   * @throws IllegalStateException when the function was not told of the bucket
   */
  public ObjectParts parts() {
    return new ObjectParts(s3, bucket());
  }

  private String bucket() {
    String bucket = config.backupBucket();
    if (bucket == null) {
      throw new IllegalStateException(
          "Cannot reach backups: granary.storage.backup-bucket is not set");
    }
    return bucket;
  }
}
