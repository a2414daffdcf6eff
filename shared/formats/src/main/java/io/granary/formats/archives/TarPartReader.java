package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of one part of a TAR. */
final class TarPartReader {
  private final ArchivePart part;
  private final Set<Long> skipped;

  /** A compressed TAR is read from its start, where the first of each name can be told. */
  private final @Nullable SeenNames seen;

  private TarPartReader(ArchiveKind kind, ArchivePart part) {
    this.part = part;
    this.skipped = new HashSet<>(part.skippedOffsets());
    this.seen = kind.isStream() ? new SeenNames() : null;
  }

  /** Reads a part as {@link Archives#read} says. */
  static int read(
      ArchiveKind kind,
      RangeReader reader,
      ArchivePart part,
      String root,
      ArchiveLimits limits,
      int done,
      MemberVisitor visitor)
      throws IOException {
    try (InputStream in = TarPlanner.open(kind, reader, part.offset(), part.length(), limits)) {
      var tar = new TarReader(in, kind.isStream() ? 0 : part.offset());
      return new TarPartReader(kind, part).read(tar, root, done, visitor);
    } catch (CutOffException e) {
      throw new EntryCorruptException(
          "Cannot read part %d as it was planned: %s".formatted(part.number(), e.getMessage()));
    }
  }

  private int read(TarReader tar, String root, int done, MemberVisitor visitor) throws IOException {
    int passed = 0;
    while (passed < part.members()) {
      TarMember member = tar.next();
      if (member == null) {
        throw new EntryCorruptException(
            "Cannot read part %d as it was planned: it has %d members instead of %d"
                .formatted(part.number(), passed, part.members()));
      }
      MemberPath path = MemberPath.of(member.name());
      if (!isTaken(member, path)) {
        continue;
      }
      passed++;
      if (passed > done && !visitor.member(path.below(root), member.size(), tar.content())) {
        break;
      }
    }
    return passed;
  }

  private boolean isTaken(TarMember member, MemberPath path) {
    return member.isTaken(path)
        && (seen == null ? !skipped.contains(member.offset()) : seen.add(path.path()));
  }
}
