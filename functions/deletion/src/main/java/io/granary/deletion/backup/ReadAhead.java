package io.granary.deletion.backup;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Sha256;
import io.granary.storage.ObjectChangedException;
import io.granary.storage.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects ahead of whoever takes them, in their order: 16 at once, at most 64 MiB. Objects of
 * up to 8 MiB come whole and are compared with what they must be; larger ones come in pieces of the
 * version that was there at their first.
 */
final class ReadAhead implements AutoCloseable {
  /** The most bytes that come at once. */
  static final int PIECE = 8 << 20;

  private static final int WINDOW = 64 << 20;
  private static final int AT_ONCE = 16;
  private static final int TRIES = 3;

  /** What an object takes up besides its bytes. */
  private static final int OVERHEAD = 4 << 10;

  private final Objects objects;
  private final Iterator<StoredObject> wanted;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final Deque<Ahead> window = new ArrayDeque<>();
  private long ahead;
  private @Nullable StoredObject large;
  private String etag = "";
  private long offset;

  ReadAhead(Objects objects, Iterator<StoredObject> wanted) {
    this.objects = objects;
    this.wanted = wanted;
  }

  /** Something that was read. */
  sealed interface Read {
    StoredObject object();
  }

  /** An object whose bytes are what they must be. */
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(StoredObject object, Packed content, byte[] sha256) implements Read {}

  /**
   * Some bytes of a larger object, in their order.
   *
   * @param isLast whether the object ends with them
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Piece(StoredObject object, byte[] bytes, boolean isLast) implements Read {}

  private record Ahead(int weight, Future<Read> read) {}

  /**
   * What comes next; null at the end.
   *
   * @throws GranaryException BACKUP_FAILED when an object is gone, or is not what it must be
   */
  @Nullable Read next() {
    fill();
    Ahead first = window.poll();
    if (first == null) {
      return null;
    }
    Read read = Waiting.of(first.read());
    ahead -= first.weight();
    return read;
  }

  private void fill() {
    while (ahead < WINDOW) {
      if (large != null) {
        addPiece(large);
      } else if (wanted.hasNext()) {
        StoredObject object = wanted.next();
        if (object.size() <= PIECE) {
          add((int) object.size() + OVERHEAD, () -> whole(object));
        } else {
          beginLarge(object);
        }
      } else {
        return;
      }
    }
  }

  private void beginLarge(StoredObject object) {
    Objects.Stat stat = objects.stat(object.key()).orElseThrow(() -> gone(object));
    if (stat.size() != object.size()) {
      throw otherSize(object, stat.size());
    }
    large = object;
    etag = stat.etag();
    offset = 0;
  }

  private void addPiece(StoredObject object) {
    long from = offset;
    int length = (int) Math.min(PIECE, object.size() - from);
    String version = etag;
    boolean isLast = from + length == object.size();
    add(
        length + OVERHEAD,
        () -> {
          try (InputStream in = objects.open(object.key(), version, from, length)) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
              throw new IOException("The object %s ended too soon".formatted(object.key()));
            }
            return new Piece(object, bytes, isLast);
          }
        });
    offset = from + length;
    if (isLast) {
      large = null;
    }
  }

  private interface Reading {
    Read read() throws IOException;
  }

  private void add(int weight, Reading reading) {
    ahead += weight;
    window.add(new Ahead(weight, threads.submit(() -> read(reading))));
  }

  private Read read(Reading reading) throws InterruptedException {
    slots.acquire();
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return reading.read();
        } catch (ObjectChangedException e) {
          throw new UncheckedIOException(e);
        } catch (IOException e) {
          if (attempt == TRIES) {
            throw new UncheckedIOException(e);
          }
        }
      }
    } finally {
      slots.release();
    }
  }

  private Whole whole(StoredObject object) throws IOException {
    byte[] bytes;
    try (InputStream in = objects.open(object.key())) {
      bytes = in.readNBytes((int) object.size() + 1);
    } catch (ObjectChangedException _) {
      throw gone(object);
    }
    if (bytes.length != object.size()) {
      long size = objects.stat(object.key()).orElseThrow(() -> gone(object)).size();
      if (size == object.size()) {
        throw new IOException("The object %s ended too soon".formatted(object.key()));
      }
      throw otherSize(object, size);
    }
    byte[] sha256 = Sha256.digest().digest(bytes);
    check(object, sha256);
    return new Whole(object, Packed.of(object.path(), bytes), sha256);
  }

  /**
   * Compares the hash of an object's bytes with what it must be.
   *
   * @throws GranaryException BACKUP_FAILED
   */
  static void check(StoredObject object, byte[] sha256) {
    if (!HexFormat.of().formatHex(sha256).equals(object.sha256())) {
      throw new GranaryException(
          Code.BACKUP_FAILED,
          "Cannot back up '%s': its object has not the SHA-256 %s"
              .formatted(object.path(), object.sha256()));
    }
  }

  private static GranaryException gone(StoredObject object) {
    return new GranaryException(
        Code.BACKUP_FAILED, "Cannot back up '%s': its object is gone".formatted(object.path()));
  }

  private static GranaryException otherSize(StoredObject object, long size) {
    return new GranaryException(
        Code.BACKUP_FAILED,
        "Cannot back up '%s': its object has not %d bytes but %d"
            .formatted(object.path(), object.size(), size));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
