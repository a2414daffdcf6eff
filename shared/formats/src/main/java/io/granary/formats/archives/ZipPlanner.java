package io.granary.formats.archives;

import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import java.io.IOException;

/**
 * Divides a ZIP into parts that are read on their own. It reads the directory twice and no content;
 * memory is some 30 bytes an entry.
 */
final class ZipPlanner {
  private final RangeReader reader;
  private final ArchiveLimits limits;
  private final IssueLog issues;
  private final Archives.Visitor visitor;
  private final PartBuilder parts;
  private final SeenNames seen = new SeenNames();

  private ZipPlanner(
      RangeReader reader, ArchiveLimits limits, IssueLog issues, Archives.Visitor visitor) {
    this.reader = reader;
    this.limits = limits;
    this.parts = new PartBuilder(limits.partMembers());
    this.issues = issues;
    this.visitor = visitor;
  }

  static ArchivePlan plan(
      RangeReader reader, ArchiveLimits limits, IssueLog issues, Archives.Visitor visitor)
      throws IOException {
    return new ZipPlanner(reader, limits, issues, visitor).plan();
  }

  private ArchivePlan plan() throws IOException {
    ZipDirectory directory = ZipDirectory.find(reader);
    limits.checkEntries(directory.entries());
    String root = survey(directory);
    directory.read(
        (member, offset, length) -> {
          parts.entry(offset, offset + length, member.compressedSize(), member.size());
          take(member, root, directory.offset());
        });
    return new ArchivePlan(parts.parts(), root);
  }

  private String survey(ZipDirectory directory) throws IOException {
    var survey = new ZipSurvey(limits);
    int count = directory.read((member, _, _) -> survey.add(member));
    if ((count & 0xFFFF) != (directory.entries() & 0xFFFF)) {
      throw Refusals.corrupt(
          "it declares %d entries and has %d".formatted(directory.entries(), count));
    }
    survey.judge();
    return survey.root();
  }

  private void take(ZipMember member, String root, long directoryOffset) {
    if (member.isFolder()) {
      return;
    }
    MemberPath path = MemberPath.of(member.name());
    switch (path.kind()) {
      case JUNK -> {}
      case UNSAFE -> issues.add(IssueCode.ENTRY_UNSAFE_NAME, path.path(), "", path.reason());
      case SAFE -> takeSafe(member, path, path.below(root), directoryOffset);
    }
  }

  private void takeSafe(ZipMember member, MemberPath full, String path, long directoryOffset) {
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
    } else if (full.isArchive()) {
      issues.add(IssueCode.NESTED_ARCHIVE, path, "", "Archives are not opened inside archives");
    } else if (member.leastEnd() > directoryOffset) {
      issues.add(IssueCode.ENTRY_CORRUPT, path, "", "The entry lies outside of the archive");
      parts.skip(member.headerOffset());
    } else if (!seen.add(full.path())) {
      issues.add(IssueCode.ENTRY_DUPLICATE, path, "", "An entry of this name came before");
      parts.skip(member.headerOffset());
    } else {
      parts.member(member.compressedSize(), member.size());
      visitor.file(path, member.size());
    }
  }
}
