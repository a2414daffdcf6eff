package io.granary.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of an upload.
 *
 * @param number its place among the files, from 0
 * @param path its path in the dataset
 * @param size bytes that were declared
 * @param partSize bytes of each part but the last; a file that is no larger comes in one
 * @param sha256 what was declared, in hexadecimal
 * @param attempt from 0; the next begins when something else came than was declared
 * @param begun what S3 calls it until its parts are one object
 * @param isWhole whether all its bytes are there
 * @param etag of the object, once it is one
 * @param isProven whether the object has the declared SHA-256
 */
public record UploadFile(
    UUID uploadId,
    int number,
    String path,
    long size,
    long partSize,
    String mediaType,
    @Nullable String sha256,
    int attempt,
    @Nullable String begun,
    boolean isWhole,
    @Nullable String etag,
    boolean isProven) {
  /** A file of which nothing has come. */
  public static UploadFile declared(
      UUID upload,
      int number,
      String path,
      long size,
      long partSize,
      String mediaType,
      @Nullable String sha256) {
    return new UploadFile(
        upload, number, path, size, partSize, mediaType, sha256, 0, null, false, null, false);
  }

  /** The same of which nothing has come at another attempt. */
  public UploadFile again() {
    return new UploadFile(
        uploadId,
        number,
        path,
        size,
        partSize,
        mediaType,
        sha256,
        attempt + 1,
        null,
        false,
        null,
        false);
  }

  /** The same with all its parts there. */
  public UploadFile whole() {
    return new UploadFile(
        uploadId, number, path, size, partSize, mediaType, sha256, attempt, begun, true, etag,
        isProven);
  }

  /** The same as one object. */
  public UploadFile arrived(String objectEtag, boolean proven) {
    return new UploadFile(
        uploadId,
        number,
        path,
        size,
        partSize,
        mediaType,
        sha256,
        attempt,
        begun,
        true,
        objectEtag,
        proven);
  }

  public boolean isInParts() {
    return size > partSize;
  }

  /** How many parts it comes in, from 1. */
  public int parts() {
    return (int) Math.max(1, (size + partSize - 1) / partSize);
  }

  /** Bytes of a part, whose number is from 1. */
  public long partBytes(int part) {
    return Math.min(partSize, size - (part - 1) * partSize);
  }
}
