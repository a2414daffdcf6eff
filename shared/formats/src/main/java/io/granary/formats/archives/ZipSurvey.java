package io.granary.formats.archives;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.util.Arrays;

/** What the first reading finds out about the archive as a whole. */
final class ZipSurvey {
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

  ZipSurvey(ArchiveLimits limits) {
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
