package io.granary.storage;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What callers write to the data bucket by themselves, with links that we sign. A link takes one
 * key, and as many bytes as were declared; one to a whole object also takes one media type, one
 * SHA-256 if that was declared, and no key that is taken, so that it is of use once.
 */
@Singleton
public final class DirectUploads {
  private static final int NOT_FOUND = 404;

  /** Parts that are listed and are not there: somebody is putting them together at this moment. */
  private static final int INVALID_PART = 400;

  private static final Set<Integer> OVERTAKEN = Set.of(INVALID_PART, NOT_FOUND, 409, 412);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(50);

  /** Every client sets these by itself, from where it sends to and what it sends. */
  private static final Set<String> BY_THE_CLIENT = Set.of("host", "content-length");

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  public DirectUploads(S3Client s3, S3Presigner presigner, StorageConfig config) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = config.bucket();
  }

  /**
   * A link to PUT to.
   *
   * @param headers what must be sent with it, by names in lower case; the length of the content is
   *     signed, too, and sent by the client's own account
   */
  public record Link(URI url, Map<String, String> headers) {
    public Link {
      headers = Map.copyOf(headers);
    }
  }

  /** A part that has arrived; the ETag is quoted as S3 gives it. */
  public record Part(int number, long size, String etag) {}

  /**
   * An object as it lies there.
   *
   * @param sha256 its hash in Base64, when the store itself has checked and kept it
   */
  public record Arrived(long size, String etag, @Nullable String sha256) {}

  /**
   * A link for a whole object at a free key.
   *
   * @param sha256 its hash in Base64; null when anything may come
   */
  public Link whole(
      String key, long size, String mediaType, @Nullable String sha256, Duration life) {
    return link(
        presigner.presignPutObject(
            presign ->
                presign
                    .signatureDuration(life)
                    .putObjectRequest(
                        put ->
                            put.bucket(bucket)
                                .key(key)
                                .contentLength(size)
                                .contentType(mediaType)
                                .checksumSHA256(sha256)
                                .ifNoneMatch("*"))));
  }

  /** A link for one part of an object that was begun. */
  public Link part(String key, String begun, int number, long size, Duration life) {
    return link(
        presigner.presignUploadPart(
            presign ->
                presign
                    .signatureDuration(life)
                    .uploadPartRequest(
                        part ->
                            part.bucket(bucket)
                                .key(key)
                                .uploadId(begun)
                                .partNumber(number)
                                .contentLength(size))));
  }

  private static Link link(PresignedRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request
        .signedHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!BY_THE_CLIENT.contains(lower)) {
                headers.put(lower, values.getFirst());
              }
            });
    return new Link(URI.create(request.url().toString()), headers);
  }

  /** Begins an object in parts, and gives what S3 calls it until it is whole. */
  public String begin(String key, String mediaType) {
    return s3.createMultipartUpload(create -> create.bucket(bucket).key(key).contentType(mediaType))
        .uploadId();
  }

  /** The parts that have arrived, in order; none when what was begun has ended. */
  public List<Part> parts(String key, String begun) {
    List<Part> parts = new ArrayList<>();
    @Nullable Integer after = null;
    try {
      do {
        @Nullable Integer marker = after;
        ListPartsResponse page =
            s3.listParts(
                list -> list.bucket(bucket).key(key).uploadId(begun).partNumberMarker(marker));
        page.parts().forEach(p -> parts.add(new Part(p.partNumber(), p.size(), p.eTag())));
        after = Boolean.TRUE.equals(page.isTruncated()) ? page.nextPartNumberMarker() : null;
      } while (after != null);
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
    return parts;
  }

  /**
   * Puts parts together, at a free key. What another has put together, or given up, at the same
   * time is left as it is: the object itself tells which.
   */
  public void complete(String key, String begun, List<Part> parts) {
    List<CompletedPart> all =
        parts.stream()
            .map(p -> CompletedPart.builder().partNumber(p.number()).eTag(p.etag()).build())
            .toList();
    try {
      s3.completeMultipartUpload(
          complete ->
              complete
                  .bucket(bucket)
                  .key(key)
                  .uploadId(begun)
                  .ifNoneMatch("*")
                  .multipartUpload(done -> done.parts(all)));
    } catch (S3Exception e) {
      if (!OVERTAKEN.contains(e.statusCode())) {
        throw e;
      }
      if (e.statusCode() == INVALID_PART) {
        await(key);
      }
    }
  }

  private void await(String key) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (find(key).isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Gives up parts; what has ended already is no error. */
  public void abort(String key, String begun) {
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(begun));
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Whether the object has arrived, and as what. */
  public Optional<Arrived> find(String key) {
    try {
      HeadObjectResponse head =
          s3.headObject(h -> h.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
      return Optional.of(new Arrived(head.contentLength(), head.eTag(), head.checksumSHA256()));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
