package io.granary.storage;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects that are written part by part, by as many processes one after another as it takes: at
 * most 10,000 parts, each but the last of at least 5 MiB.
 */
public final class ObjectParts {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final String BINARY = "application/octet-stream";

  private final S3Client s3;
  private final String bucket;

  ObjectParts(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** What was begun has ended, or a part is not what it was; it can only be begun anew. */
  public static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GoneException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Begins an object, and gives what S3 calls it until it is whole. */
  public String begin(String key, String mediaType) {
    return s3.createMultipartUpload(create -> create.bucket(bucket).key(key).contentType(mediaType))
        .uploadId();
  }

  /**
   * Stores a part; of two of one number the later one counts.
   *
   * @param number from 1
   * @param content is opened again when a request is sent again
   * @return its ETag, quoted as S3 gives it
   * @throws GoneException when the object was given up, or is whole
   */
  public String put(
      String key, String begun, int number, long size, Supplier<InputStream> content) {
    try {
      return s3.uploadPart(
              part ->
                  part.bucket(bucket)
                      .key(key)
                      .uploadId(begun)
                      .partNumber(number)
                      .contentLength(size),
              RequestBody.fromContentProvider(content::get, size, BINARY))
          .eTag();
    } catch (S3Exception e) {
      throw e.statusCode() == NOT_FOUND
          ? new GoneException("Cannot store part %d of %s: it has ended".formatted(number, key), e)
          : e;
    }
  }

  /**
   * Makes the object of its parts. A key that is taken keeps what it has.
   *
   * @param etags of part 1 and the following
   * @throws GoneException when the object was given up, is whole, or a part is another one
   */
  public void complete(String key, String begun, List<String> etags) {
    List<CompletedPart> parts = new ArrayList<>();
    for (String etag : etags) {
      parts.add(CompletedPart.builder().partNumber(parts.size() + 1).eTag(etag).build());
    }
    try {
      s3.completeMultipartUpload(
          complete ->
              complete
                  .bucket(bucket)
                  .key(key)
                  .uploadId(begun)
                  .ifNoneMatch("*")
                  .multipartUpload(done -> done.parts(parts)));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.awsErrorDetails().errorCode().equals("InvalidPart")) {
        throw new GoneException("Cannot put %s together".formatted(key), e);
      }
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw e;
      }
    }
  }

  /**
   * Gives up whatever was begun under a key, also by somebody who died before the name that S3 has
   * for it was noted.
   */
  public void abortAll(String key) {
    s3.listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(key)).uploads().stream()
        .filter(upload -> upload.key().equals(key))
        .forEach(upload -> abort(key, upload.uploadId()));
  }

  /** Gives up an object that is not whole; one that has ended is no error. */
  public void abort(String key, String begun) {
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(begun));
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_FOUND) {
        throw e;
      }
    }
  }
}
