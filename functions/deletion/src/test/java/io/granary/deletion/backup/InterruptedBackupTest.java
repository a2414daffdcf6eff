package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.api.Deadline;
import io.granary.api.QueueFunction.Busy;
import io.granary.domain.GranaryException;
import io.granary.domain.Sha256;
import io.granary.storage.Backups;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;

/** Backups whose making breaks off, is stopped, or is begun twice. */
final class InterruptedBackupTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final TestBackups BACKUPS = new TestBackups(STACK);

  /** Makes parts that are as small as S3 takes them. */
  private static BackupRun smallParts() {
    return BACKUPS.run(new PartSizes(5 << 20, 5 << 20, 6 << 20));
  }

  /** Breaks off after each part that is noted, and once within an entry. */
  private static final class Crashes implements Progress {
    private final UUID backup;
    private int noted;
    private boolean hasBrokenWithin;
    private int count;

    Crashes(UUID backup) {
      this.backup = backup;
    }

    @Override
    public void at(long bytes, long about) {
      int parts = BACKUPS.parts(backup);
      if (parts > noted || !hasBrokenWithin) {
        hasBrokenWithin |= parts == noted;
        noted = parts;
        count++;
        throw new IllegalStateException("crash");
      }
    }
  }

  private static StoredSet large(String name) {
    Map<String, byte[]> samples = new TreeMap<>();
    for (int i = 0; i < 24; i++) {
      samples.put("p/%03d.png".formatted(i), StoredSet.bytes((1 << 20) + 37 * i, i));
    }
    samples.put("q/large.bin", StoredSet.bytes(3 * ReadAhead.PIECE + 3000, 99));
    return StoredSet.make(
        STACK, STACK.user(name), name, samples, Map.of("notes.txt", new byte[] {65}));
  }

  @Test
  void theArchiveIsTheSameWhereverTheWorkWasInterrupted() {
    StoredSet set = large("crash");
    UUID straight = BACKUPS.begin(set);
    assertThat(smallParts().make(straight, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();

    UUID broken = BACKUPS.beginLike(straight, set);
    var crashes = new Crashes(broken);
    for (boolean isWhole = false; !isWhole; ) {
      try {
        isWhole = smallParts().make(broken, TestBackups.AMPLE, crashes);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("crash");
        assertThat(BACKUPS.find(broken).state()).isEqualTo("making");
      }
    }

    assertThat(crashes.count).isGreaterThan(4);
    byte[] bytes = BACKUPS.bytes(broken);
    assertThat(Sha256.hex(bytes)).isEqualTo(Sha256.hex(BACKUPS.bytes(straight)));
    Unzipped archive = Unzipped.of(bytes).isSound();
    set.contents()
        .forEach((path, content) -> assertThat(archive.entries().get(path)).isEqualTo(content));
  }

  @Test
  void aRunThatIsOutOfTimeLeavesTheRestToAnother() {
    UUID id = BACKUPS.begin(large("hurry"));
    var asked = new AtomicInteger();
    var hurry = new Deadline(() -> asked.incrementAndGet() % 15 == 0 ? 40_000 : 200_000);

    int runs = 1;
    while (!smallParts().make(id, hurry, TestBackups.UNHEARD)) {
      assertThat(BACKUPS.find(id).state()).isEqualTo("making");
      assertThat(++runs).isLessThan(20);
    }
    assertThat(runs).isGreaterThan(2);
    Unzipped.of(BACKUPS.bytes(id)).isSound();
  }

  @Test
  void anEntryThatTakesMoreThanOneRunIsRefused() {
    UUID id =
        BACKUPS.begin(
            StoredSet.make(
                STACK,
                STACK.user("whale"),
                "whale",
                Map.of("whale.bin", StoredSet.bytes(12 << 20, 1)),
                Map.of()));
    // The first run had its digest to work out too.
    assertThat(smallParts().make(id, brief(), TestBackups.UNHEARD)).isFalse();

    assertThatThrownBy(() -> smallParts().make(id, brief(), TestBackups.UNHEARD))
        .isInstanceOf(GranaryException.class)
        .hasMessage("Cannot back up 'whale.bin': it is too large to be copied in one run");
  }

  /** A run that is long, and over when it has begun. */
  private static Deadline brief() {
    var asked = new AtomicInteger();
    return new Deadline(() -> asked.incrementAndGet() < 3 ? 900_000 : 40_000);
  }

  @Test
  void ofTwoRunsAtOnceOneGoesOn() {
    UUID id = BACKUPS.begin(StoredSet.empty(STACK, STACK.user("twice"), "twice"));
    String held =
        "update backups set holder = gen_random_uuid(), held_until = now() %s where id = '%s'";

    STACK.stack().executeAsOwner(held.formatted("+ interval '1 minute'", id));
    assertThatThrownBy(() -> BACKUPS.run().make(id, TestBackups.AMPLE, TestBackups.UNHEARD))
        .isInstanceOf(Busy.class)
        .hasMessage("Another run makes the backup " + id);

    STACK.stack().executeAsOwner(held.formatted("- interval '1 second'", id));
    assertThat(BACKUPS.run().make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();
    assertThat(BACKUPS.run().make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();
    Unzipped.of(BACKUPS.bytes(id)).isSound();
  }

  @Test
  void whatTheStoreHasForgottenIsBegunAnew() {
    UUID id = BACKUPS.begin(large("forgotten"));
    var crashes = new Crashes(id);
    while (BACKUPS.parts(id) == 0) {
      assertThatThrownBy(() -> smallParts().make(id, TestBackups.AMPLE, crashes))
          .hasMessage("crash");
    }
    STACK.bean(Backups.class).parts().abortAll(BACKUPS.find(id).objectKey());

    assertThat(smallParts().make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isFalse();
    assertThat(BACKUPS.parts(id)).isZero();
    assertThat(smallParts().make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();
    Unzipped.of(BACKUPS.bytes(id)).isSound();
  }

  @Test
  void whatSomebodyHasBegunWhoDiedBeforeItWasNotedIsGivenUp() {
    UUID id = BACKUPS.begin(StoredSet.empty(STACK, STACK.user("died"), "died"));
    STACK.bean(Backups.class).parts().begin(BACKUPS.find(id).objectKey(), "application/zip");

    assertThat(BACKUPS.run().make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();

    assertThat(
            STACK
                .bean(S3Client.class)
                .listMultipartUploads(
                    list -> list.bucket(STACK.bean(Backups.class).objects().bucket()))
                .uploads())
        .isEmpty();
  }

  @Test
  void anArchiveThatLacksAPartIsBegunAnew() {
    UUID id = BACKUPS.begin(large("gap"));
    var crashes = new Crashes(id);
    while (BACKUPS.parts(id) < 3) {
      assertThatThrownBy(() -> smallParts().make(id, TestBackups.AMPLE, crashes))
          .hasMessage("crash");
    }
    STACK
        .stack()
        .executeAsOwner(
            "delete from backup_parts where backup_id = '%s' and number = 2".formatted(id));

    assertThat(smallParts().make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isFalse();
    assertThat(BACKUPS.parts(id)).isZero();
    assertThat(smallParts().make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();
    Unzipped.of(BACKUPS.bytes(id)).isSound();
  }

  @Test
  void anArchiveThatBecameWholeBeforeACrashIsNoted() {
    StoredSet set = StoredSet.empty(STACK, STACK.user("late"), "late");
    UUID id = BACKUPS.begin(set);
    STACK
        .bean(Backups.class)
        .objects()
        .create(BACKUPS.find(id).objectKey(), new byte[] {1, 2, 3}, "application/zip");

    assertThat(BACKUPS.run().make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();
    assertThat(BACKUPS.find(id).size()).isEqualTo(3);

    BACKUPS.run().abandon(id);
    assertThat(BACKUPS.find(id).isReady()).isTrue();
  }
}
