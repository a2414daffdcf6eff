package io.granary.ingest;

import io.granary.database.IngestItem;
import io.granary.formats.archives.ArchiveKind;

/** What the objects are that an ingest reads. */
final class Sources {
  private Sources() {}

  /** How a file of this name is read. */
  static IngestItem.Kind kind(String path) {
    return ArchiveKind.ofName(path)
        .map(kind -> IngestItem.Kind.valueOf(kind.name()))
        .orElse(IngestItem.Kind.FILE);
  }

  /** How an archive is packed. */
  static ArchiveKind archiveKind(IngestItem archive) {
    return ArchiveKind.valueOf(archive.kind().name());
  }
}
