package io.granary.simulator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The objects of one bucket and the uploads that are under way. */
final class ObjectStore {
  private final VirtualClock clock;
  private final NavigableMap<String, Stored> objects = new TreeMap<>();
  private final SortedMap<String, Upload> uploads = new TreeMap<>();
  private final Map<String, Integer> writes = new HashMap<>();
  private final List<Consumer<Created>> listeners = new ArrayList<>();
  private int uploadsBegun;

  ObjectStore(VirtualClock clock) {
    this.clock = clock;
  }

  /** An object; its ETag is in quotes, as S3 gives it. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares objects; the bytes may be many.
  record Stored(byte[] bytes, String etag, String mediaType, Instant modified) {}

  /**
   * An object was written.
   *
   * @param write how often the key was written until now
   */
  record Created(String key, Stored object, int write) {}

  /** An upload in parts, which is no object yet. */
  record Upload(String key, String mediaType, Instant begun, NavigableMap<Integer, byte[]> parts) {}

  void onCreated(Consumer<Created> listener) {
    listeners.add(listener);
  }

  Optional<Stored> find(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** All objects, in the order of their keys. */
  NavigableMap<String, Stored> objects() {
    return objects;
  }

  SortedMap<String, Upload> uploads() {
    return uploads;
  }

  Stored put(String key, byte[] bytes, String mediaType) {
    return put(key, bytes, mediaType, etag(md5(bytes), ""));
  }

  private Stored put(String key, byte[] bytes, String mediaType, String etag) {
    var stored = new Stored(bytes, etag, mediaType, clock.instant());
    objects.put(key, stored);
    var created = new Created(key, stored, writes.merge(key, 1, Integer::sum));
    listeners.forEach(listener -> listener.accept(created));
    return stored;
  }

  void delete(String key) {
    objects.remove(key);
  }

  String begin(String key, String mediaType) {
    String id = "upload-%04d".formatted(++uploadsBegun);
    uploads.put(id, new Upload(key, mediaType, clock.instant(), new TreeMap<>()));
    return id;
  }

  /** Makes an object of the parts with these numbers. */
  Stored complete(String id, List<Integer> numbers) {
    Upload upload = java.util.Objects.requireNonNull(uploads.get(id), id);
    int size = numbers.stream().mapToInt(number -> upload.parts().get(number).length).sum();
    byte[] all = new byte[size];
    byte[] digests = new byte[numbers.size() * 16];
    int filled = 0;
    for (int i = 0; i < numbers.size(); i++) {
      byte[] part = upload.parts().get(numbers.get(i));
      System.arraycopy(part, 0, all, filled, part.length);
      System.arraycopy(md5(part), 0, digests, i * 16, 16);
      filled += part.length;
    }
    uploads.remove(id);
    return put(upload.key(), all, upload.mediaType(), etag(md5(digests), "-" + numbers.size()));
  }

  static String etag(byte[] bytes) {
    return etag(md5(bytes), "");
  }

  private static String etag(byte[] digest, String suffix) {
    return '"' + HexFormat.of().formatHex(digest) + suffix + '"';
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
