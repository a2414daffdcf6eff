package io.granary.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object written as a stream, holding one part of 16 MiB in memory. It exists once {@link
 * #finish} returns; closing before that leaves nothing.
 */
public final class LargeObject extends OutputStream {
  private static final int PART = 16 << 20;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final String upload;
  private final List<CompletedPart> parts = new ArrayList<>();
  private final byte[] buffer = new byte[PART];
  private int filled;
  private boolean ended;

  LargeObject(S3Client s3, String bucket, String key, String mediaType) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.upload =
        s3.createMultipartUpload(create -> create.bucket(bucket).key(key).contentType(mediaType))
            .uploadId();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == PART) {
        sendPart();
      }
      int taken = Math.min(left, PART - filled);
      System.arraycopy(bytes, from, buffer, filled, taken);
      filled += taken;
      from += taken;
      left -= taken;
    }
  }

  /** Makes the object of everything written; a key that is taken keeps what it has. */
  public void finish() {
    if (filled > 0 || parts.isEmpty()) {
      sendPart();
    }
    try {
      s3.completeMultipartUpload(
          complete ->
              complete
                  .bucket(bucket)
                  .key(key)
                  .uploadId(upload)
                  .ifNoneMatch("*")
                  .multipartUpload(done -> done.parts(parts)));
      ended = true;
    } catch (S3Exception e) {
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
    }
  }

  private void sendPart() {
    int number = parts.size() + 1;
    String etag =
        s3.uploadPart(
                part -> part.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(java.util.Arrays.copyOf(buffer, filled)))
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    filled = 0;
  }
}
