package io.granary.storage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The objects of a bucket; of the data bucket, where nothing else is said. Keys are written once: a
 * second write of the same key changes nothing, so that work done twice leaves one object.
 */
@Singleton
public final class Objects {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final int MOST_DELETED = 1000;
  private static final int ATTEMPTS = 4;

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  @Inject
  public Objects(S3Client s3, S3Presigner presigner, StorageConfig config) {
    this(s3, presigner, config.bucket());
  }

  Objects(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  /**
   * What an object is, without its bytes.
   *
   * @param etag quoted as S3 gives it
   * @param metadata what its writer said of it, by names in small letters without their prefix
   */
  public record Stat(long size, String etag, Map<String, String> metadata) {
    public Stat {
      metadata = Map.copyOf(metadata);
    }

    private static Stat of(HeadObjectResponse head) {
      Map<String, String> metadata = new HashMap<>();
      head.metadata().forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
      return new Stat(head.contentLength(), head.eTag(), metadata);
    }
  }

  public String bucket() {
    return bucket;
  }

  /** Whether the object exists, and what it is. */
  public Optional<Stat> stat(String key) {
    try {
      return Optional.of(Stat.of(s3.headObject(h -> h.bucket(bucket).key(key))));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Writes an object if the key is free.
   *
   * @return whether this call wrote it; false when it was there already
   */
  public boolean create(String key, byte[] content, String mediaType) {
    for (int attempt = 1; ; attempt++) {
      try {
        s3.putObject(
            put -> put.bucket(bucket).key(key).contentType(mediaType).ifNoneMatch("*"),
            RequestBody.fromBytes(content));
        return true;
      } catch (S3Exception e) {
        return takenOrThrow(key, e);
      } catch (UncheckedIOException | SdkClientException e) {
        // A store that refuses may close the connection before it has read the content, and the
        // client then knows neither the refusal nor whether an earlier attempt has arrived.
        if (stat(key).isPresent()) {
          return false;
        }
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Writes an object over whatever is there: for what is no data, such as the result of a drop. */
  public void replace(String key, byte[] content, String mediaType) {
    s3.putObject(
        put -> put.bucket(bucket).key(key).contentType(mediaType), RequestBody.fromBytes(content));
  }

  /** Begins an object that is too large for memory; nothing is there until it is finished. */
  public LargeObject createLarge(String key, String mediaType) {
    return new LargeObject(s3, bucket, key, mediaType);
  }

  /**
   * All bytes of an object, from the first; the caller closes the stream.
   *
   * @throws ObjectChangedException when it is gone
   */
  public InputStream open(String key) throws IOException {
    try {
      return s3.getObject(get -> get.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw unreadable("Cannot read the object " + key, key, e);
    }
  }

  /**
   * Some bytes of an object that must still have the given ETag; the caller closes the stream.
   *
   * @throws ObjectChangedException when it is gone, or another version
   * @throws IOException when it cannot be read
   */
  public InputStream open(String key, String etag, long offset, long length) throws IOException {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    try {
      return s3.getObject(
          get ->
              get.bucket(bucket)
                  .key(key)
                  .ifMatch(etag)
                  .range("bytes=" + offset + "-" + (offset + length - 1)));
    } catch (SdkException e) {
      throw unreadable("Cannot read %d bytes at %d of %s".formatted(length, offset, key), key, e);
    }
  }

  /** Copies within the bucket; a target that exists is left as it is. */
  public void copy(String from, String to) {
    Stat source =
        stat(from).orElseThrow(() -> new IllegalStateException("Cannot copy: no object " + from));
    if (stat(to).isEmpty()) {
      new ObjectCopy(s3, bucket).copy(from, to, source);
    }
  }

  private static IOException unreadable(String message, String key, SdkException e) {
    return e instanceof S3Exception s
            && (s.statusCode() == NOT_FOUND || s.statusCode() == PRECONDITION_FAILED)
        ? new ObjectChangedException("'%s' is gone or was replaced".formatted(key), e)
        : new IOException(message, e);
  }

  /** What a listing says of an object; the ETag is quoted as S3 gives it. */
  public record Listed(String key, long size, String etag) {}

  /** The objects whose keys begin with a text, by their keys; asked for page by page. */
  public Stream<Listed> list(String prefix) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(found -> new Listed(found.key(), found.size(), found.eTag()));
  }

  /** Removes an object; absent is not an error. */
  public void delete(String key) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(key));
  }

  /** Removes all objects whose keys begin with a text. */
  public void deleteAll(String prefix) {
    for (List<String> keys = firstKeys(prefix); !keys.isEmpty(); keys = firstKeys(prefix)) {
      delete(keys);
    }
  }

  private List<String> firstKeys(String prefix) {
    return list(prefix).limit(MOST_DELETED).map(Listed::key).toList();
  }

  /**
   * Removes at most 1,000 objects in one request; absent ones are no error. Keys that S3 refuses
   * for the moment are tried again, a few times.
   *
   * @throws IllegalStateException when some could not be removed
   */
  public void delete(List<String> keys) {
    new ObjectDeletion(s3, bucket).delete(keys);
  }

  /** A link that reads one object for a while; the browser is told the type and a file name. */
  public URI link(String key, String mediaType, Duration life) {
    return URI.create(
        presigner
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(life)
                        .getObjectRequest(
                            get -> get.bucket(bucket).key(key).responseContentType(mediaType)))
            .url()
            .toString());
  }

  /**
   * 412: the key is taken. 409: another write of it is under way, whose end is awaited by asking.
   */
  private boolean takenOrThrow(String key, S3Exception e) {
    if (e.statusCode() == PRECONDITION_FAILED
        || e.statusCode() == CONFLICT && stat(key).isPresent()) {
      return false;
    }
    throw e;
  }
}
