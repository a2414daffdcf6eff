package io.granary.formats.archives;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int PART_MEMBERS = 2000;
  private static final List<String> ARCHIVES =
      List.of(".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".7z", ".rar", ".gz", ".zst");

  private final RangeReader reader;
  private final ArchiveLimits limits;
  private final IssueLog issues;
  private final Survey survey;
  private final List<ZipPart> parts = new ArrayList<>();

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
    this.survey = new Survey(limits);
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
  public static ZipPlan plan(
      RangeReader reader, ArchiveLimits limits, IssueLog issues, Visitor visitor)
      throws IOException {
    return new ZipPlanner(reader, limits, issues).plan(visitor);
  }

  private ZipPlan plan(Visitor visitor) throws IOException {
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
    return new ZipPlan(parts, root);
  }

  private boolean fits(ZipMember member) {
    return partMembers == 0
        || partMembers < PART_MEMBERS
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
          new ZipPart(
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

  /** What the first reading finds out about the archive as a whole. */
  private static final class Survey {
    private static final int INDEX_BITS = 21;

    private final ArchiveLimits limits;
    private final CommonRoot root = new CommonRoot();

    /** Place in the file and number of each entry, packed, and where its content ends at least. */
    private long[] places = new long[1024];

    private long[] ends = new long[1024];
    private long[] names = new long[1024];
    private long[] firstOffsets = new long[1024];
    private int entries;
    private int named;
    private int readable;
    private int encrypted;
    private long total;

    Survey(ArchiveLimits limits) {
      this.limits = limits;
    }

    void add(ZipMember member) {
      if (entries == limits.maxEntries()) {
        throw tooMany();
      }
      if (entries == places.length) {
        places = Arrays.copyOf(places, entries * 2);
        ends = Arrays.copyOf(ends, entries * 2);
      }
      if (member.headerOffset() >= 1L << (Long.SIZE - 1 - INDEX_BITS)) {
        throw ZipDirectory.corrupt("an entry lies outside of it");
      }
      places[entries] = member.headerOffset() << INDEX_BITS | entries;
      ends[entries] = member.headerOffset() + 30 + member.compressedSize();
      entries++;
      if (member.isFolder() || MemberPath.of(member.name()).kind() == MemberPath.Kind.JUNK) {
        return;
      }
      measure(member);
    }

    private void measure(ZipMember member) {
      if (member.isEncrypted()) {
        encrypted++;
        return;
      }
      readable++;
      total += member.size();
      if (limits.isBomb(member.size(), member.compressedSize())) {
        throw new GranaryException(
            Code.ARCHIVE_BOMB,
            "Cannot take the archive: '%s' would inflate %d bytes to %d."
                .formatted(member.name(), member.compressedSize(), member.size()));
      }
      if (member.size() > limits.maxEntryBytes()) {
        throw new GranaryException(
            Code.ARCHIVE_TOO_LARGE,
            "Cannot take the archive: '%s' has %d bytes, more than %d."
                .formatted(member.name(), member.size(), limits.maxEntryBytes()));
      }
      if (total > limits.maxTotalBytes()) {
        throw new GranaryException(
            Code.ARCHIVE_TOO_LARGE,
            "Cannot take the archive: it inflates to more than %d bytes."
                .formatted(limits.maxTotalBytes()));
      }
      MemberPath path = MemberPath.of(member.name());
      if (path.kind() == MemberPath.Kind.SAFE) {
        root.add(path.path());
        if (named == names.length) {
          names = Arrays.copyOf(names, named * 2);
          firstOffsets = Arrays.copyOf(firstOffsets, named * 2);
        }
        names[named++] = hash(path.path()) << INDEX_BITS | (entries - 1);
      }
    }

    GranaryException tooMany() {
      return new GranaryException(
          Code.ARCHIVE_TOO_LARGE,
          "Cannot take the archive: it has more than %d entries.".formatted(limits.maxEntries()));
    }

    /** Refuses what only the whole shows. */
    void judge() {
      if (readable == 0 && encrypted > 0) {
        throw new GranaryException(
            Code.ARCHIVE_ENCRYPTED, "Cannot read the archive: every entry is encrypted.");
      }
      long[] numbers = new long[entries];
      for (int i = 0; i < entries; i++) {
        numbers[i] = places[i] >>> INDEX_BITS;
      }
      Arrays.sort(places, 0, entries);
      for (int i = 1; i < entries; i++) {
        if (ends[(int) (places[i - 1] & ((1 << INDEX_BITS) - 1))] > places[i] >>> INDEX_BITS) {
          throw new GranaryException(
              Code.ARCHIVE_BOMB, "Cannot take the archive: its entries overlap.");
        }
      }
      // The first of a name is the one that comes first in the directory.
      Arrays.sort(names, 0, named);
      for (int i = 0; i < named; i++) {
        firstOffsets[i] = numbers[(int) (names[i] & ((1 << INDEX_BITS) - 1))];
        names[i] >>>= INDEX_BITS;
        if (i > 0 && names[i] == names[i - 1]) {
          firstOffsets[i] = firstOffsets[i - 1];
        }
      }
    }

    boolean isFirstOfName(String path, long offset) {
      int place = Arrays.binarySearch(names, 0, named, hash(path) << INDEX_BITS >>> INDEX_BITS);
      return place < 0 || firstOffsets[place] == offset;
    }

    String root() {
      return root.get();
    }

    /** 43 bits, so that the number of the entry fits beside them. */
    private static long hash(String path) {
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < path.length(); i++) {
        hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
      }
      return (hash ^ hash >>> 29) & 0x1FFFFFFFFFFL;
    }
  }
}
