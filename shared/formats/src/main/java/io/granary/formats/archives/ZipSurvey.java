package io.granary.formats.archives;

import java.util.Arrays;

/** What the first reading finds out about a ZIP as a whole, in 16 bytes an entry. */
final class ZipSurvey {
  private static final int INDEX_BITS = 21;

  private final ArchiveLimits limits;
  private final CommonRoot root = new CommonRoot();

  /** Place in the file and number of each entry, packed, and where its content ends at least. */
  private long[] places = new long[1024];

  private long[] ends = new long[1024];
  private int entries;
  private int readable;
  private int encrypted;
  private long total;

  ZipSurvey(ArchiveLimits limits) {
    this.limits = limits;
  }

  void add(ZipMember member) {
    limits.checkEntries(entries + 1L);
    if (entries == places.length) {
      places = Arrays.copyOf(places, entries * 2);
      ends = Arrays.copyOf(ends, entries * 2);
    }
    if (member.headerOffset() >= 1L << (Long.SIZE - 1 - INDEX_BITS)) {
      throw Refusals.corrupt("an entry lies outside of it");
    }
    places[entries] = member.headerOffset() << INDEX_BITS | entries;
    ends[entries] = member.leastEnd();
    entries++;
    MemberPath path = MemberPath.of(member.name());
    if (!member.isFolder() && path.kind() != MemberPath.Kind.JUNK) {
      measure(member, path);
    }
  }

  private void measure(ZipMember member, MemberPath path) {
    if (member.isEncrypted()) {
      encrypted++;
      return;
    }
    readable++;
    if (limits.isBomb(member.size(), member.compressedSize())) {
      throw limits.bomb(
          "'%s'".formatted(MemberPath.printable(member.name())),
          member.compressedSize(),
          member.size());
    }
    limits.checkEntry(member.name(), member.size());
    total += member.size();
    limits.checkTotal(total);
    if (member.isTaken(path)) {
      root.add(path.path());
    }
  }

  /** Refuses what only the whole shows. */
  void judge() {
    if (readable == 0 && encrypted > 0) {
      throw Refusals.encrypted();
    }
    Arrays.sort(places, 0, entries);
    for (int i = 1; i < entries; i++) {
      long end = ends[(int) (places[i - 1] & ((1 << INDEX_BITS) - 1))];
      long next = places[i] >>> INDEX_BITS;
      if (end > next) {
        throw Refusals.bomb(
            "its entries overlap: one ends at byte %d or later, the next begins at %d"
                .formatted(end, next));
      }
    }
  }

  String root() {
    return root.get();
  }
}
