package io.granary.formats.archives;

import io.granary.domain.IssueLog;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Archives of all kinds. */
public final class Archives {
  private Archives() {}

  /** Takes the files that will be read. */
  public interface Visitor {
    void file(String path, long size);
  }

  public static ArchivePlan plan(
      ArchiveKind kind,
      RangeReader reader,
      ArchiveLimits limits,
      IssueLog issues,
      BooleanSupplier isOutOfTime,
      Visitor visitor)
      throws IOException {
    return ZipPlanner.plan(reader, limits, issues, visitor::file);
  }

  public static int read(
      ArchiveKind kind,
      RangeReader reader,
      ArchivePart part,
      String root,
      ArchiveLimits limits,
      int done,
      MemberVisitor visitor)
      throws IOException {
    return ZipPartReader.read(reader, part, root, limits, done, visitor);
  }
}
