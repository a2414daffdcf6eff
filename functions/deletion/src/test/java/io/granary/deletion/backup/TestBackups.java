package io.granary.deletion.backup;

import io.granary.api.Deadline;
import io.granary.database.Backup;
import io.granary.database.BackupContentRepository;
import io.granary.database.BackupPartRepository;
import io.granary.database.BackupRepository;
import io.granary.database.BackupRepository.NewBackup;
import io.granary.database.BackupTables;
import io.granary.database.BackupWorkRepository;
import io.granary.database.DatasetDigest;
import io.granary.domain.Ids;
import io.granary.storage.Backups;
import io.granary.storage.Objects;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Makes backups of the sets of a test. */
record TestBackups(TestStack stack) {
  static final Deadline AMPLE = new Deadline(() -> 900_000);
  static final Progress UNHEARD = (_, _) -> {};

  BackupRun run() {
    return stack.bean(BackupRun.class);
  }

  /** A run whose parts are so small that there are many. */
  BackupRun run(PartSizes sizes) {
    return run(new ArchiveSizes(_ -> sizes, LineSizes.usual()));
  }

  /** A run that divides archives otherwise. */
  BackupRun run(ArchiveSizes sizes) {
    var archiving =
        new Archiving(
            stack.bean(Jdbi.class),
            stack.bean(BackupContentRepository.class),
            stack.bean(BackupTables.class),
            stack.bean(BackupWorkRepository.class),
            stack.bean(BackupPartRepository.class),
            stack.bean(DatasetDigest.class),
            stack.bean(Objects.class),
            stack.bean(Backups.class),
            sizes);
    return new BackupRun(
        stack.bean(Jdbi.class),
        stack.bean(BackupRepository.class),
        stack.bean(BackupWorkRepository.class),
        archiving,
        stack.bean(Backups.class),
        stack.bean(Ids.class),
        stack.bean(InstantSource.class));
  }

  /** Notes a backup that nobody has begun to make. */
  UUID begin(StoredSet set) {
    return stack
        .bean(Jdbi.class)
        .inTransaction(
            handle ->
                run()
                    .begin(
                        handle,
                        new NewBackup(
                            set.id(),
                            set.name(),
                            set.owner().id(),
                            set.owner().id(),
                            stack.bean(Ids.class).next(),
                            1)));
  }

  /** Notes another backup whose archive will be the same as that of one. */
  UUID beginLike(UUID other, StoredSet set) {
    UUID id = begin(set);
    stack
        .stack()
        .executeAsOwner(
            """
            update backups b set created_at = o.created_at from backups o
            where b.id = '%s' and o.id = '%s'
            """
                .formatted(id, other));
    return id;
  }

  /** Makes a backup of a set. */
  Backup make(StoredSet set) {
    UUID id = begin(set);
    if (!run().make(id, AMPLE, UNHEARD)) {
      throw new AssertionError("The backup was not made");
    }
    return find(id);
  }

  Backup find(UUID id) {
    return stack.bean(BackupRepository.class).find(id).orElseThrow();
  }

  /** All bytes of a backup's archive. */
  byte[] bytes(UUID id) {
    try (var in = stack.bean(Backups.class).objects().open(find(id).objectKey())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the backup", e);
    }
  }

  /** How many parts are noted. */
  int parts(UUID id) {
    return stack.bean(BackupPartRepository.class).reached(id).parts();
  }
}
