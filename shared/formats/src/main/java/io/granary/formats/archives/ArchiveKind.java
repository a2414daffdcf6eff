package io.granary.formats.archives;

import java.util.Locale;
import java.util.Optional;

/** How an archive is packed. */
public enum ArchiveKind {
  ZIP,
  TAR,
  TAR_GZ,
  TAR_ZST;

  /** By the extension of a file's name, without case. */
  public static Optional<ArchiveKind> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".zip")) {
      return Optional.of(ZIP);
    }
    if (name.endsWith(".tar")) {
      return Optional.of(TAR);
    }
    if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
      return Optional.of(TAR_GZ);
    }
    return name.endsWith(".tar.zst") || name.endsWith(".tzst")
        ? Optional.of(TAR_ZST)
        : Optional.empty();
  }
}
