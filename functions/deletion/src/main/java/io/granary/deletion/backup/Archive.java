package io.granary.deletion.backup;

import io.granary.api.Deadline;
import io.granary.database.BackupPartRepository.Directory;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The archive of a backup as it grows. Its parts end with entries where that is possible, so that
 * work can go on after each of them. It holds the part that is being filled and those that are
 * being stored.
 */
final class Archive {
  /** What is left for storing what is under way. */
  private static final Duration RESERVE = Duration.ofSeconds(45);

  /** Many small entries fill a part's directory sooner than the part. */
  private static final int MOST_DIRECTORY = 4 << 20;

  private final PartStore store;
  private final PartSizes sizes;
  private final Deadline deadline;
  private final ZipWriter zip;
  private PartBuffer buffer = new PartBuffer();
  private Position reached;
  private boolean isWithinEntry;
  private boolean hasAdvanced;
  private String path = "";

  /**
   * @param bytes of the archive that are stored already
   * @param reached where the work goes on after them
   */
  Archive(PartStore store, PartSizes sizes, Deadline deadline, long bytes, Position reached) {
    this.store = store;
    this.sizes = sizes;
    this.deadline = deadline;
    this.zip = new ZipWriter(new Parts(), bytes);
    this.reached = reached;
  }

  /** Whether another run would come no further: one entry has taken all of this one's time. */
  boolean isStuck() {
    return isWithinEntry && !hasAdvanced;
  }

  /** The entry that was written last, or is being written. */
  String path() {
    return path;
  }

  /**
   * Adds a whole entry.
   *
   * @param next where the work goes on after it
   * @throws OutOfTimeException when the rest is for another run
   */
  void add(String name, Packed content, byte[] sha256, Position next) throws IOException {
    path = name;
    zip.add(name, content, sha256);
    ended(next);
  }

  /** Begins an entry that is written bit by bit; a large one begins with a part, if it can. */
  ZipStream begin(String name, long expected) {
    path = name;
    if (expected > ReadAhead.PIECE && buffer.size() >= sizes.least()) {
      cutAfter(reached);
    }
    return zip.begin(name, expected);
  }

  /**
   * Ends such an entry.
   *
   * @throws OutOfTimeException when the rest is for another run
   */
  void end(ZipStream entry, Position next) throws IOException {
    entry.end();
    ended(next);
  }

  private void ended(Position next) {
    reached = next;
    boolean isOutOfTime = deadline.isWithin(RESERVE);
    if (buffer.size() >= sizes.usual()
        || buffer.size() >= sizes.least()
            && (isWithinEntry || isOutOfTime || zip.directoryBytes() >= MOST_DIRECTORY)) {
      cutAfter(next);
    }
    if (isOutOfTime) {
      throw new OutOfTimeException();
    }
  }

  private void cutAfter(Position position) {
    store.add(buffer, zip.takeDirectory(), position);
    buffer = new PartBuffer();
    isWithinEntry = false;
    hasAdvanced = true;
  }

  private void cutWithin() {
    store.add(buffer, zip.takeDirectory(), null);
    buffer = new PartBuffer();
    isWithinEntry = true;
    if (deadline.isWithin(RESERVE)) {
      throw new OutOfTimeException();
    }
  }

  /** Stores what is under way, as far as another run can go on from. */
  void settle() {
    store.settle();
  }

  /**
   * Shows what the directory says of all entries up to here, in order.
   *
   * @param stored shows what it says of those of parts that are noted
   */
  void forEachDirectory(Consumer<Consumer<Directory>> stored, Consumer<Directory> consumer) {
    store.settle();
    List<Directory> rest = new ArrayList<>(store.unsaved());
    rest.add(zip.directory());
    stored.accept(consumer);
    rest.forEach(consumer);
  }

  /** Writes the directory, and makes the object. */
  void finish(Consumer<Consumer<Directory>> stored) throws IOException {
    long begin = zip.offset();
    long[] entries = {0};
    forEachDirectory(
        stored,
        directory -> {
          entries[0] += directory.entries();
          writeUnchecked(directory.records());
        });
    zip.write(new ZipEnd(entries[0], begin, zip.offset() - begin).bytes());
    store.add(buffer, zip.takeDirectory(), null);
    store.complete();
  }

  private void writeUnchecked(byte[] bytes) {
    try {
      zip.write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Cuts parts out of what is written. */
  private final class Parts extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      int done = 0;
      while (done < length) {
        int taken = (int) Math.min(length - done, sizes.most() - buffer.size());
        buffer.write(bytes, from + done, taken);
        done += taken;
        if (buffer.size() >= sizes.most()) {
          cutWithin();
        }
      }
    }
  }
}
