package io.granary.deletion.backup;

import io.granary.api.Deadline;
import io.granary.api.QueueFunction.Busy;
import io.granary.database.Backup;
import io.granary.database.BackupContentRepository;
import io.granary.database.BackupContentRepository.Described;
import io.granary.database.BackupPartRepository;
import io.granary.database.BackupPartRepository.Reached;
import io.granary.database.BackupTables;
import io.granary.database.BackupWorkRepository;
import io.granary.database.BackupWorkRepository.Hold;
import io.granary.database.DatasetDigest;
import io.granary.deletion.backup.Position.Stage;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.storage.Backups;
import io.granary.storage.Objects;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** One run that goes on with an archive from where its stored parts end. */
@Singleton
final class Archiving {
  /** Bytes that each sample, file and annotation takes besides its own. */
  private static final long BESIDES = 1024;

  /** Whoever has had so long of a run, and has not come to the end of one entry, never will. */
  private static final Duration LONG = Duration.ofMinutes(12);

  private final Jdbi jdbi;
  private final BackupContentRepository content;
  private final BackupTables tables;
  private final BackupWorkRepository work;
  private final BackupPartRepository parts;
  private final DatasetDigest digests;
  private final Objects objects;
  private final Backups bucket;
  private final ArchiveSizes sizes;

  @Inject
  Archiving(
      Jdbi jdbi,
      BackupContentRepository content,
      BackupTables tables,
      BackupWorkRepository work,
      BackupPartRepository parts,
      DatasetDigest digests,
      Objects objects,
      Backups bucket) {
    this(jdbi, content, tables, work, parts, digests, objects, bucket, ArchiveSizes.usual());
  }

  Archiving(
      Jdbi jdbi,
      BackupContentRepository content,
      BackupTables tables,
      BackupWorkRepository work,
      BackupPartRepository parts,
      DatasetDigest digests,
      Objects objects,
      Backups bucket,
      ArchiveSizes sizes) {
    this.jdbi = jdbi;
    this.content = content;
    this.tables = tables;
    this.work = work;
    this.parts = parts;
    this.digests = digests;
    this.objects = objects;
    this.bucket = bucket;
    this.sizes = sizes;
  }

  /** Makes the object, and says whether it is there; otherwise time was up. */
  boolean run(Backup backup, Hold hold, Deadline deadline, Progress progress) {
    Described dataset = content.describe(backup.datasetId());
    long about =
        dataset.fileSize()
            + BESIDES * (1 + dataset.samples() + dataset.sources() + dataset.annotations());
    PartSizes partSizes = sizes.parts().apply(about);
    String digest = digest(backup, dataset, hold);
    String upload = upload(backup, hold);
    // Not after the digest, which may have taken most of the time.
    boolean hasLong = backup.digest() != null && !deadline.isWithin(LONG);
    Reached reached = parts.reached(backup.id());
    Position from =
        reached.position() == null ? Position.START : Json.read(reached.position(), Position.class);
    try (var store =
        new PartStore(
            new PartStore.Target(bucket.parts(), work, parts, hold),
            backup,
            upload,
            reached.last(),
            reached.bytes(),
            bytes -> progress.at(bytes, about))) {
      var archive = new Archive(store, partSizes, deadline, reached.bytes(), from);
      try {
        write(archive, from, backup, dataset, digest);
        return true;
      } catch (OutOfTimeException _) {
        archive.settle();
        if (hasLong && archive.isStuck()) {
          throw new GranaryException(
              Code.BACKUP_FAILED,
              "Cannot back up '%s': it is too large to be copied in one run"
                  .formatted(archive.path()));
        }
        return false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the backup " + backup.id(), e);
    }
  }

  /** Whether parts are noted of which no archive can be made. */
  boolean hasGap(UUID backup) {
    return parts.reached(backup).hasGap();
  }

  private String digest(Backup backup, Described dataset, Hold hold) {
    if (backup.digest() != null) {
      return backup.digest();
    }
    String digest = jdbi.inTransaction(handle -> digests.of(handle, dataset.id()));
    if (!work.counted(hold, digest, dataset.samples(), dataset.annotations(), dataset.sources())) {
      throw new Busy("Another run makes the backup " + backup.id());
    }
    return digest;
  }

  private String upload(Backup backup, Hold hold) {
    if (backup.upload() != null) {
      return backup.upload();
    }
    bucket.parts().abortAll(backup.objectKey());
    String upload = bucket.parts().begin(backup.objectKey(), "application/zip");
    if (!work.begun(hold, upload)) {
      bucket.parts().abort(backup.objectKey(), upload);
      throw new Busy("Another run makes the backup " + backup.id());
    }
    return upload;
  }

  private void write(
      Archive archive, Position from, Backup backup, Described dataset, String digest)
      throws IOException {
    UUID id = dataset.id();
    var entries = new ObjectEntries(content, objects, id);
    var own = new OwnEntries(content, id, archive);
    for (Stage stage : Stage.values()) {
      if (stage.compareTo(from.stage()) < 0) {
        continue;
      }
      Position at = stage == from.stage() ? from : Position.at(stage);
      switch (stage) {
        case MANIFEST -> own.manifest(Manifest.of(backup, dataset, digest));
        case SAMPLES -> entries.samples(archive, at.after());
        case FILES -> entries.files(archive, at.after());
        case CLASSES -> own.classes();
        case ANNOTATIONS -> new SampleLines(content, id, archive, sizes.lines()).write(at);
        case TABLES -> own.tables(tables, at.after());
        case CHECKSUMS -> own.checksums(each -> parts.forEachDirectory(backup.id(), each));
        case DIRECTORY -> archive.finish(each -> parts.forEachDirectory(backup.id(), each));
      }
    }
  }
}
