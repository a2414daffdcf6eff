package io.granary.formats.archives;

import io.granary.domain.GranaryException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the members of one part of a ZIP; neighbours share one request. */
final class ZipPartReader {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int BUFFER = 256 << 10;

  /** Local headers are a little longer than what the directory says of them. */
  private static final int HEADER_SLACK = ZipMember.LOCAL_FIXED + 2 * 0xFFFF;

  /** Gaps up to this are read over, which is cheaper than another request. */
  private static final long MAX_GAP = 512 << 10;

  private final RangeReader reader;
  private final ArchiveLimits limits;
  private final MemberVisitor visitor;
  private final Inflation inflation;
  private boolean goesOn = true;

  private ZipPartReader(
      RangeReader reader, ArchiveLimits limits, MemberVisitor visitor, Inflation inflation) {
    this.reader = reader;
    this.limits = limits;
    this.visitor = visitor;
    this.inflation = inflation;
  }

  /** Reads a part as {@link Archives#read} says. */
  static int read(
      RangeReader reader,
      ArchivePart part,
      String root,
      ArchiveLimits limits,
      int done,
      MemberVisitor visitor)
      throws IOException {
    List<Planned> members = members(reader, part, root);
    try (var inflation = new Inflation()) {
      return done + new ZipPartReader(reader, limits, visitor, inflation).read(members, done);
    }
  }

  /** Reads one member of a part, as {@link Archives#readMember} says. */
  static void readMember(
      RangeReader reader,
      ArchivePart part,
      String root,
      ArchiveLimits limits,
      String path,
      MemberVisitor visitor)
      throws IOException {
    List<Planned> wanted =
        members(reader, part, root).stream().filter(m -> m.path().equals(path)).toList();
    try (var inflation = new Inflation()) {
      new ZipPartReader(reader, limits, visitor, inflation).read(wanted, 0);
    }
  }

  private record Planned(String path, ZipMember member) {
    long offset() {
      return member.headerOffset();
    }
  }

  private static List<Planned> members(RangeReader reader, ArchivePart part, String root)
      throws IOException {
    Set<Long> skipped = new HashSet<>(part.skippedOffsets());
    List<Planned> members = new ArrayList<>();
    try {
      long shift = ZipDirectory.find(reader).shift();
      ZipDirectory.read(
          reader,
          part.offset(),
          part.length(),
          shift,
          (member, _, _) -> {
            MemberPath path = MemberPath.of(member.name());
            if (member.isTaken(path) && !skipped.contains(member.headerOffset())) {
              members.add(new Planned(path.below(root), member));
            }
          });
    } catch (GranaryException e) {
      throw new EntryCorruptException(
          "Cannot read part %d as it was planned: %s".formatted(part.number(), e.getMessage()));
    }
    if (members.size() != part.members()) {
      throw new EntryCorruptException(
          "Cannot read part %d as it was planned: it has %d members instead of %d"
              .formatted(part.number(), members.size(), part.members()));
    }
    members.sort(Comparator.comparingLong(Planned::offset));
    return members;
  }

  /**
   * Reads from a member on.
   *
   * @return how many were read
   */
  private int read(List<Planned> members, int done) throws IOException {
    int first = done;
    while (goesOn && first < members.size()) {
      int last = first;
      while (last + 1 < members.size()
          && members.get(last + 1).offset() - members.get(last).member().leastEnd() <= MAX_GAP) {
        last++;
      }
      first += readRun(members.subList(first, last + 1));
    }
    return first - done;
  }

  /**
   * Reads neighbours from one stream.
   *
   * @return how many; a damaged one may have led past the next, which is then to be read anew
   */
  private int readRun(List<Planned> run) throws IOException {
    long start = run.getFirst().offset();
    long end = Math.min(reader.size(), run.getLast().member().leastEnd() + HEADER_SLACK);
    if (start >= end) {
      throw new EntryCorruptException(
          "Cannot read at %d: the archive ends before".formatted(start));
    }
    try (var in =
        new Place(new BufferedInputStream(reader.open(start, end - start), BUFFER), start)) {
      int read = 0;
      while (goesOn && read < run.size() && in.offset <= run.get(read).offset()) {
        in.skipNBytes(run.get(read).offset() - in.offset);
        goesOn = readMember(run.get(read), in);
        read++;
      }
      return read;
    }
  }

  private boolean readMember(Planned planned, Place in) throws IOException {
    ByteBuffer header =
        ByteBuffer.wrap(in.readNBytes(ZipMember.LOCAL_FIXED)).order(ByteOrder.LITTLE_ENDIAN);
    if (header.limit() < ZipMember.LOCAL_FIXED || header.getInt(0) != LOCAL_SIGNATURE) {
      return visitor.corrupt(planned.path(), "The entry has no local header");
    }
    int names = Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28));
    if (in.readNBytes(names).length < names) {
      return visitor.corrupt(planned.path(), "The archive ends within the entry");
    }
    try (var content = new EntryStream(in, planned.member(), limits, inflation)) {
      if (!visitor.member(planned.path(), planned.member().size(), content)) {
        return false;
      }
      content.passOver();
      return true;
    }
  }

  /** A stream that knows where it is. */
  private static final class Place extends InputStream {
    private final InputStream source;
    private long offset;

    Place(InputStream source, long offset) {
      this.source = source;
      this.offset = offset;
    }

    @Override
    public int read() throws IOException {
      int value = source.read();
      offset += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = source.read(buffer, from, length);
      offset += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = source.skip(count);
      offset += skipped;
      return skipped;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
