package io.granary.formats.archives;

import java.util.Arrays;
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
    String lower = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.names(lower)).findFirst();
  }

  private boolean names(String name) {
    return switch (this) {
      case ZIP -> name.endsWith(".zip");
      case TAR -> name.endsWith(".tar");
      case TAR_GZ -> name.endsWith(".tar.gz") || name.endsWith(".tgz");
      case TAR_ZST -> name.endsWith(".tar.zst") || name.endsWith(".tzst");
    };
  }

  /** Whether it is compressed as a whole, so that it can only be read from its start. */
  boolean isStream() {
    return this == TAR_GZ || this == TAR_ZST;
  }
}
