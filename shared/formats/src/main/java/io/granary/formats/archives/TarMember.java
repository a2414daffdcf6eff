package io.granary.formats.archives;

import org.jspecify.annotations.Nullable;

/**
 * A member of a TAR.
 *
 * @param size bytes of its content in the archive
 * @param offset where its first header begins, extended headers included
 * @param obstacle why it cannot be read though it is no folder; null when it can
 */
record TarMember(String name, Kind kind, long size, long offset, @Nullable String obstacle) {
  /** What lies behind the name. */
  enum Kind {
    FILE,
    FOLDER,
    OTHER
  }

  boolean isTaken(MemberPath path) {
    return kind == Kind.FILE && path.kind() == MemberPath.Kind.SAFE && !path.isArchive();
  }
}
