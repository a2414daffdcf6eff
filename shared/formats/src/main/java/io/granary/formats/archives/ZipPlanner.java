package io.granary.formats.archives;

import io.granary.domain.GranaryException;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Divides a ZIP into parts that are read on their own. It reads the directory twice and no content;
 * memory is some 30 bytes an entry.
 */
public final class ZipPlanner {
  /** Enough work for one run, little enough to be done in it. */
  private static final long PART_COMPRESSED = 128L << 20;

  private static final long PART_INFLATED = 1L << 30;
  private static final List<String> ARCHIVES =
      List.of(".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".7z", ".rar", ".gz", ".zst");

  private final RangeReader reader;
  private final ArchiveLimits limits;
  private final IssueLog issues;
  private final ZipSurvey survey;
  private final List<ArchivePart> parts = new ArrayList<>();

  private long partOffset = -1;
  private long partEnd;
  private int partMembers;
  private long partCompressed;
  private long partInflated;
  private final List<Long> partSkipped = new ArrayList<>();

  private ZipPlanner(RangeReader reader, ArchiveLimits limits, IssueLog issues) {
    this.reader = reader;
    this.limits = limits;
    this.issues = issues;
    this.survey = new ZipSurvey(limits);
  }

  /** Takes the files that will be read. */
  public interface Visitor {
    /**
     * @param path exact path in the dataset, without the common root
     * @param size inflated bytes, as declared
     */
    void file(String path, long size);
  }

  /**
   * Plans a ZIP.
   *
   * @param issues takes what is left out, and why
   * @throws GranaryException ARCHIVE_CORRUPT, ARCHIVE_ENCRYPTED, ARCHIVE_BOMB or ARCHIVE_TOO_LARGE
   */
  public static ArchivePlan plan(
      RangeReader reader, ArchiveLimits limits, IssueLog issues, Visitor visitor)
      throws IOException {
    return new ZipPlanner(reader, limits, issues).plan(visitor);
  }

  private ArchivePlan plan(Visitor visitor) throws IOException {
    ZipDirectory directory = ZipDirectory.find(reader);
    if (directory.entries() > limits.maxEntries()) {
      throw survey.tooMany();
    }
    int count = directory.read((member, _, _) -> survey.add(member));
    if ((count & 0xFFFF) != (directory.entries() & 0xFFFF)) {
      throw ZipDirectory.corrupt(
          "it declares %d entries and has %d".formatted(directory.entries(), count));
    }
    survey.judge();
    String root = survey.root();
    directory.read(
        (member, offset, length) -> {
          if (!fits(member)) {
            closePart();
          }
          if (partOffset < 0) {
            partOffset = offset;
          }
          partEnd = offset + length;
          take(member, root, directory.offset(), visitor);
        });
    closePart();
    return new ArchivePlan(parts, root);
  }

  private boolean fits(ZipMember member) {
    return partMembers == 0
        || partMembers < limits.partMembers()
            && partCompressed + member.compressedSize() <= PART_COMPRESSED
            && partInflated + member.size() <= PART_INFLATED;
  }

  private void take(ZipMember member, String root, long directoryOffset, Visitor visitor) {
    if (member.isFolder()) {
      return;
    }
    MemberPath path = MemberPath.of(member.name());
    switch (path.kind()) {
      case JUNK -> {}
      case UNSAFE -> issues.add(IssueCode.ENTRY_UNSAFE_NAME, path.path(), "", path.reason());
      case SAFE -> takeSafe(member, path.path().substring(root.length()), directoryOffset, visitor);
    }
  }

  private void takeSafe(ZipMember member, String path, long directoryOffset, Visitor visitor) {
    if (member.isEncrypted()) {
      issues.add(IssueCode.ENTRY_ENCRYPTED, path, "", "The entry is encrypted");
    } else if (member.isSpecial()) {
      issues.add(IssueCode.ENTRY_UNSUPPORTED, path, "", "The entry is a link or device");
    } else if (!member.isReadable()) {
      issues.add(
          IssueCode.ENTRY_UNSUPPORTED,
          path,
          "",
          "The compression method is %d".formatted(member.method()));
    } else if (isArchive(path)) {
      issues.add(IssueCode.NESTED_ARCHIVE, path, "", "Archives are not opened inside archives");
      partSkipped.add(member.headerOffset());
    } else if (member.headerOffset() + member.compressedSize() > directoryOffset) {
      issues.add(IssueCode.ENTRY_CORRUPT, path, "", "The entry lies outside of the archive");
      partSkipped.add(member.headerOffset());
    } else if (!survey.isFirstOfName(MemberPath.of(member.name()).path(), member.headerOffset())) {
      issues.add(IssueCode.ENTRY_DUPLICATE, path, "", "An entry of this name came before");
      partSkipped.add(member.headerOffset());
    } else {
      partMembers++;
      partCompressed += member.compressedSize();
      partInflated += member.size();
      visitor.file(path, member.size());
    }
  }

  private static boolean isArchive(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return ARCHIVES.stream().anyMatch(lower::endsWith);
  }

  private void closePart() {
    if (partMembers > 0) {
      parts.add(
          new ArchivePart(
              parts.size(),
              partOffset,
              partEnd - partOffset,
              partMembers,
              partCompressed,
              partSkipped));
    }
    partOffset = -1;
    partMembers = 0;
    partCompressed = 0;
    partInflated = 0;
    partSkipped.clear();
  }
}
