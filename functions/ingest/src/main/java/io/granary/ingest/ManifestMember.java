package io.granary.ingest;

import io.granary.database.IngestItem;
import io.granary.domain.BackupLayout;
import io.granary.formats.annotations.Content;
import io.granary.formats.archives.ArchiveBombException;
import io.granary.formats.archives.ArchiveLimits;
import io.granary.formats.archives.ArchivePart;
import io.granary.formats.archives.ArchivePlan;
import io.granary.formats.archives.Archives;
import io.granary.formats.archives.EntryCorruptException;
import io.granary.formats.archives.MemberVisitor;
import io.granary.formats.granary.BackupManifest;
import io.granary.formats.granary.UnreadableBackupException;
import io.granary.storage.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads the manifest of a backup out of an archive that is being planned. One that cannot be read
 * says nothing here; whoever reads the annotations tells what is wrong with it.
 */
final class ManifestMember {
  private final IngestItem item;
  private final Objects objects;
  private final ArchiveLimits limits;
  private final BooleanSupplier isOutOfTime;
  private long members;
  private long place = -1;

  ManifestMember(
      IngestItem item, Objects objects, ArchiveLimits limits, BooleanSupplier isOutOfTime) {
    this.item = item;
    this.objects = objects;
    this.limits = limits;
    this.isOutOfTime = isOutOfTime;
  }

  /** Takes note of a member; they come in the order of the parts. */
  void see(String path) {
    if (place < 0 && path.equals(BackupLayout.MANIFEST)) {
      place = members;
    }
    members++;
  }

  /**
   * What the archive says about the dataset that it is a backup of; empty when it is none.
   *
   * @throws IOException when the object cannot be read
   */
  Optional<BackupManifest> read(ArchivePlan plan) throws IOException {
    long before = 0;
    for (ArchivePart part : plan.parts()) {
      before += part.members();
      if (place >= 0 && place < before) {
        return read(part, plan.root());
      }
    }
    return Optional.empty();
  }

  private Optional<BackupManifest> read(ArchivePart part, String root) throws IOException {
    var found = new Found();
    try {
      Archives.readMember(
          Sources.archiveKind(item),
          new StoredRange(objects, item),
          part,
          root,
          limits,
          BackupLayout.MANIFEST,
          found);
    } catch (EntryCorruptException | ArchiveBombException _) {
      return Optional.empty();
    }
    return found.manifest;
  }

  /** The manifest in a file; empty when it is none, or cannot be read. */
  static Optional<BackupManifest> of(Content content) throws IOException {
    try {
      return BackupManifest.read(content);
    } catch (UnreadableBackupException _) {
      return Optional.empty();
    }
  }

  private final class Found implements MemberVisitor {
    private Optional<BackupManifest> manifest = Optional.empty();

    @Override
    public boolean member(String path, long size, InputStream content) throws IOException {
      if (!path.equals(BackupLayout.MANIFEST)) {
        return !isOutOfTime.getAsBoolean();
      }
      manifest = of(() -> content);
      return false;
    }

    @Override
    public boolean corrupt(String path, String reason) {
      return !isOutOfTime.getAsBoolean();
    }
  }
}
