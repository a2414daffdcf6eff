package io.granary.storage;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Removes many objects with one request. S3 may answer it with 200 and refuse single keys, which
 * its client does not try again; those are, after a pause, unless the same would come of it.
 */
record ObjectDeletion(S3Client s3, String bucket) {
  private static final int ATTEMPTS = 4;

  /** Of the first pause; each is twice as long as the one before, less a random part. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Codes of refusals that stay. */
  private static final Set<String> FINAL =
      Set.of("AccessDenied", "NoSuchBucket", "MalformedXML", "KeyTooLongError");

  /**
   * Removes at most 1,000 objects; absent ones are no error.
   *
   * @throws IllegalStateException when some could not be removed
   */
  void delete(List<String> keys) {
    List<String> left = keys;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<S3Error> errors = request(left);
      if (attempt == ATTEMPTS || errors.stream().anyMatch(error -> FINAL.contains(error.code()))) {
        refuse(keys.size(), errors);
      }
      left = errors.stream().map(S3Error::key).toList();
      if (!left.isEmpty()) {
        pause(attempt);
      }
    }
  }

  private List<S3Error> request(List<String> keys) {
    List<ObjectIdentifier> named =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    return s3.deleteObjects(
            delete -> delete.bucket(bucket).delete(what -> what.objects(named).quiet(true)))
        .errors();
  }

  private static void refuse(int all, List<S3Error> errors) {
    if (!errors.isEmpty()) {
      throw new IllegalStateException(
          "Cannot remove %d of %d objects: %s"
              .formatted(errors.size(), all, errors.getFirst().code()));
    }
  }

  private static void pause(int attempt) {
    long most = PAUSE.toNanos() << attempt;
    long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(most / 4, most / 2 + 1);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("Cannot remove objects: interrupted");
      }
    }
  }
}
