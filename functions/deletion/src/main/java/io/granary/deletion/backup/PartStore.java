package io.granary.deletion.backup;

import io.granary.api.QueueFunction.Busy;
import io.granary.database.Backup;
import io.granary.database.BackupPartRepository;
import io.granary.database.BackupPartRepository.Directory;
import io.granary.database.BackupPartRepository.Part;
import io.granary.database.BackupWorkRepository;
import io.granary.database.BackupWorkRepository.Hold;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.storage.ObjectParts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores the parts of an archive, with at most 64 MiB or one part under way. Parts are noted in
 * their order, and only up to one that ends with an entry: what comes after it is stored again
 * after a crash, over the same numbers.
 */
final class PartStore implements AutoCloseable {
  private static final long UNDER_WAY = 64 << 20;
  private static final int MOST_PARTS = 10_000;
  private static final long HEARD_OF_NANOS = Duration.ofSeconds(30).toNanos();

  private final ObjectParts objects;
  private final BackupWorkRepository work;
  private final BackupPartRepository parts;
  private final Hold hold;
  private final String key;
  private final String upload;
  private final Consumer<Long> progress;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final List<Part> stored = new ArrayList<>();
  private int number;
  private long sentBytes;
  private long savedBytes;
  private long heardOf = System.nanoTime();

  private record Sent(
      int number,
      long size,
      Directory directory,
      @Nullable Position position,
      Future<String> etag) {}

  /** What the store reaches, and whom it works for. */
  record Target(
      ObjectParts objects, BackupWorkRepository work, BackupPartRepository parts, Hold hold) {}

  /**
   * @param number of the last part that is stored already
   * @param savedBytes of those parts
   * @param progress is told how many bytes are stored
   */
  PartStore(
      Target target,
      Backup backup,
      String upload,
      int number,
      long savedBytes,
      Consumer<Long> progress) {
    this.objects = target.objects();
    this.work = target.work();
    this.parts = target.parts();
    this.hold = target.hold();
    this.key = backup.objectKey();
    this.upload = upload;
    this.number = number;
    this.savedBytes = savedBytes;
    this.progress = progress;
  }

  /**
   * Stores the next part.
   *
   * @param position where the work goes on after it; null when it ends within an entry
   * @throws Busy when somebody else makes the backup by now
   */
  void add(PartBuffer bytes, Directory directory, @Nullable Position position) {
    if (++number > MOST_PARTS) {
      throw new GranaryException(
          Code.BACKUP_FAILED, "Cannot back up the dataset: it takes more than 10000 parts");
    }
    while (!sent.isEmpty()
        && (sent.peek().etag().isDone() || sentBytes + bytes.size() > UNDER_WAY)) {
      takeOne();
    }
    int mine = number;
    Future<String> etag =
        threads.submit(() -> objects.put(key, upload, mine, bytes.size(), bytes::open));
    sent.add(new Sent(mine, bytes.size(), directory, position, etag));
    sentBytes += bytes.size();
    if (System.nanoTime() - heardOf > HEARD_OF_NANOS) {
      check(work.renew(hold));
    }
  }

  /** Waits until all parts are stored, and notes those that can be noted. */
  void settle() {
    while (!sent.isEmpty()) {
      takeOne();
    }
  }

  private void takeOne() {
    Sent first = sent.remove();
    sentBytes -= first.size();
    stored.add(new Part(first.number(), Waiting.of(first.etag()), first.size(), first.directory()));
    if (first.position() != null) {
      check(parts.save(hold, stored, Json.write(first.position())));
      savedBytes += stored.stream().mapToLong(Part::size).sum();
      stored.clear();
    }
    progress.accept(savedBytes + stored.stream().mapToLong(Part::size).sum());
  }

  private void check(boolean isHeld) {
    if (!isHeld) {
      throw new Busy("Another run makes the backup " + hold.backup());
    }
    heardOf = System.nanoTime();
  }

  /** The parts that are stored and not noted, after {@link #settle}. */
  List<Directory> unsaved() {
    return stored.stream().map(Part::directory).toList();
  }

  /** Makes the object of all parts. */
  void complete() {
    settle();
    check(work.renew(hold));
    List<String> etags = new ArrayList<>(parts.etags(hold.backup()));
    stored.forEach(part -> etags.add(part.etag()));
    objects.complete(key, upload, etags);
  }

  /** Waits for nothing that is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
