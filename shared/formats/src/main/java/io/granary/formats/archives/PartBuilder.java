package io.granary.formats.archives;

import java.util.ArrayList;
import java.util.List;

/** Gathers members into parts: enough work for one run, little enough to be done in it. */
final class PartBuilder {
  private static final long COMPRESSED = 128L << 20;
  private static final long INFLATED = 1L << 30;

  private final int mostMembers;
  private final List<ArchivePart> parts = new ArrayList<>();
  private final List<Long> skipped = new ArrayList<>();
  private long offset = -1;
  private long end;
  private int members;
  private long compressed;
  private long inflated;

  PartBuilder(int mostMembers) {
    this.mostMembers = mostMembers;
  }

  /** What follows is of the entry that lies there, in this part or in the next. */
  void entry(long entryOffset, long entryEnd, long stored, long size) {
    boolean fits =
        members < mostMembers && compressed + stored <= COMPRESSED && inflated + size <= INFLATED;
    if (members > 0 && !fits || skipped.size() >= mostMembers) {
      close();
    }
    if (offset < 0) {
      offset = entryOffset;
    }
    end = entryEnd;
  }

  void member(long stored, long size) {
    members++;
    compressed += stored;
    inflated += size;
  }

  void skip(long key) {
    skipped.add(key);
  }

  /** A part without members is none. */
  private void close() {
    if (members > 0) {
      parts.add(new ArchivePart(parts.size(), offset, end - offset, members, compressed, skipped));
    }
    offset = -1;
    members = 0;
    compressed = 0;
    inflated = 0;
    skipped.clear();
  }

  List<ArchivePart> parts() {
    close();
    return parts;
  }
}
