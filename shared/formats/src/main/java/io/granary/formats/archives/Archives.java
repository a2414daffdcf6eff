package io.granary.formats.archives;

import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Plans and reads archives by ranges, so that memory does not grow with them.
 *
 * <p>What can be read is read, and the rest is reported: names that leave their folder, links,
 * devices, sparse files, encrypted entries, archives inside the archive, what is damaged, and all
 * but the first of a name. A ZIP whose directory is damaged, and a compressed stream that is
 * damaged anywhere, are refused; of a TAR or a stream that is cut off, or a TAR that goes on with
 * no header, the members before are kept.
 */
public final class Archives {
  private Archives() {}

  /** Takes the files that will be read. */
  public interface Visitor {
    /**
     * @param path exact path in the dataset, without the common root
     * @param size inflated bytes, as declared
     */
    void file(String path, long size);
  }

  /**
   * Plans an archive.
   *
   * @param issues takes what is left out, and why
   * @param isOutOfTime asked between members of a TAR, whose headers lie all over it
   * @throws GranaryException ARCHIVE_CORRUPT, ARCHIVE_ENCRYPTED, ARCHIVE_BOMB, ARCHIVE_TOO_LARGE or
   *     ARCHIVE_NEEDS_SEEKING
   * @throws IOException when the object cannot be read
   */
  public static ArchivePlan plan(
      ArchiveKind kind,
      RangeReader reader,
      ArchiveLimits limits,
      IssueLog issues,
      BooleanSupplier isOutOfTime,
      Visitor visitor)
      throws IOException {
    return kind == ArchiveKind.ZIP
        ? ZipPlanner.plan(reader, limits, issues, visitor)
        : new TarPlanner(kind, reader, limits, issues, isOutOfTime, visitor).plan();
  }

  /**
   * Reads the members of a part in an order that is always the same, until the visitor stops it.
   *
   * @param root as the plan has it
   * @param done how many members are passed over without being given to the visitor
   * @return how many members of the part are passed now, {@code done} included: all of {@link
   *     ArchivePart#members} when it is through
   * @throws ArchiveBombException when a member inflates to far more than it declares
   * @throws GranaryException when a compressed stream is over a limit or damaged, which its plan
   *     would have said
   * @throws EntryCorruptException when the part is not as it was planned
   * @throws IOException when the object cannot be read
   */
  public static int read(
      ArchiveKind kind,
      RangeReader reader,
      ArchivePart part,
      String root,
      ArchiveLimits limits,
      int done,
      MemberVisitor visitor)
      throws IOException {
    if (done >= part.members()) {
      return part.members();
    }
    return kind == ArchiveKind.ZIP
        ? ZipPartReader.read(reader, part, root, limits, done, visitor)
        : TarPartReader.read(kind, reader, part, root, limits, done, visitor);
  }

  /**
   * Reads the one member of a part that has a path. Of a ZIP nothing else is read; of a TAR the
   * visitor is given those before it as well, which lie in the way, and has to stop after it.
   *
   * @param path without the root
   * @throws ArchiveBombException when it inflates to far more than it declares
   * @throws EntryCorruptException when the part is not as it was planned
   * @throws IOException when the object cannot be read
   */
  public static void readMember(
      ArchiveKind kind,
      RangeReader reader,
      ArchivePart part,
      String root,
      ArchiveLimits limits,
      String path,
      MemberVisitor visitor)
      throws IOException {
    if (kind == ArchiveKind.ZIP) {
      ZipPartReader.readMember(reader, part, root, limits, path, visitor);
    } else {
      TarPartReader.read(kind, reader, part, root, limits, 0, visitor);
    }
  }
}
