package io.granary.formats.archives;

import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Divides a TAR into parts, or makes the one part of a TAR that is compressed as a whole. It reads
 * the headers once and jumps over large contents where it can; memory is some 30 bytes an entry,
 * and a second reading where the names are so many and so long that they are not kept.
 */
final class TarPlanner {
  private final ArchiveKind kind;
  private final RangeReader reader;
  private final ArchiveLimits limits;
  private final IssueLog issues;
  private final BooleanSupplier isOutOfTime;
  private final Archives.Visitor visitor;
  private final PartBuilder parts;
  private int members;

  TarPlanner(
      ArchiveKind kind,
      RangeReader reader,
      ArchiveLimits limits,
      IssueLog issues,
      BooleanSupplier isOutOfTime,
      Archives.Visitor visitor) {
    this.kind = kind;
    this.reader = reader;
    this.limits = limits;
    this.parts = new PartBuilder(limits.partMembers());
    this.issues = issues;
    this.isOutOfTime = isOutOfTime;
    this.visitor = visitor;
  }

  ArchivePlan plan() throws IOException {
    var common = new CommonRoot();
    try (var spool = new Spool()) {
      walk(
          entry -> {
            if (entry.problem() == null) {
              common.add(entry.path());
            }
            spool.add(entry);
          });
      String root = common.get();
      if (spool.isFull()) {
        walk(entry -> take(entry, root));
      } else {
        spool.replay(entry -> take(entry, root));
      }
      return new ArchivePlan(kind.isStream() ? whole() : parts.parts(), root);
    }
  }

  private void walk(Spool.Sink sink) throws IOException {
    try (InputStream in = open(kind, reader, 0, reader.size(), limits)) {
      new TarWalk(limits, isOutOfTime, sink).run(in, kind.isStream());
    }
  }

  /** Opens a range of a TAR; one that is compressed as a whole from its start. */
  static InputStream open(
      ArchiveKind kind, RangeReader reader, long offset, long length, ArchiveLimits limits)
      throws IOException {
    return kind.isStream()
        ? InflatedStream.open(kind, reader, limits)
        : new RangeStream(reader, offset, length);
  }

  private List<ArchivePart> whole() {
    return members == 0
        ? List.of()
        : List.of(new ArchivePart(0, 0, reader.size(), members, reader.size(), List.of()));
  }

  private void take(Spool.Entry entry, String root) {
    String path =
        entry.path().startsWith(root) ? entry.path().substring(root.length()) : entry.path();
    if (entry.problem() == null) {
      parts.entry(entry.offset(), entry.end(), entry.size(), entry.size());
      parts.member(entry.size(), entry.size());
      members++;
      visitor.file(path, entry.size());
      return;
    }
    issues.add(entry.problem(), path, "", entry.detail());
    if (entry.problem() == IssueCode.ENTRY_DUPLICATE) {
      parts.entry(entry.offset(), entry.end(), 0, 0);
      parts.skip(entry.offset());
    }
  }
}
