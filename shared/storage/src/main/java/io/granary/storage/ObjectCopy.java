package io.granary.storage;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;

/** Copies within a bucket, without the bytes passing through; over 5 GiB in parts. */
record ObjectCopy(S3Client s3, String bucket) {
  private static final long COPY_LIMIT = 5L << 30;
  private static final long COPY_PART = 512L << 20;

  /** Copies the version of the source that was seen. */
  void copy(String from, String to, Objects.Stat source) {
    if (source.size() <= COPY_LIMIT) {
      s3.copyObject(
          copy ->
              copy.sourceBucket(bucket)
                  .sourceKey(from)
                  .copySourceIfMatch(source.etag())
                  .destinationBucket(bucket)
                  .destinationKey(to));
    } else {
      copyInParts(from, to, source);
    }
  }

  private void copyInParts(String from, String to, Objects.Stat source) {
    String upload = s3.createMultipartUpload(create -> create.bucket(bucket).key(to)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (long offset = 0; offset < source.size(); offset += COPY_PART) {
      int number = parts.size() + 1;
      String range =
          "bytes=%d-%d".formatted(offset, Math.min(offset + COPY_PART, source.size()) - 1);
      CopyPartResult part =
          s3.uploadPartCopy(
                  copy ->
                      copy.sourceBucket(bucket)
                          .sourceKey(from)
                          .copySourceIfMatch(source.etag())
                          .copySourceRange(range)
                          .destinationBucket(bucket)
                          .destinationKey(to)
                          .uploadId(upload)
                          .partNumber(number))
              .copyPartResult();
      parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).build());
    }
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(bucket)
                .key(to)
                .uploadId(upload)
                .multipartUpload(done -> done.parts(parts)));
  }
}
