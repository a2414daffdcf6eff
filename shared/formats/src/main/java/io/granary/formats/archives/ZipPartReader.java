package io.granary.formats.archives;

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

/** Reads the members of one part; neighbours share one request. */
public final class ZipPartReader {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_FIXED = 30;
  private static final int BUFFER = 256 << 10;

  /** Local headers are a little longer than what the directory says of them. */
  private static final int HEADER_SLACK = LOCAL_FIXED + 2 * 0xFFFF;

  /** Gaps up to this are read over, which is cheaper than another request. */
  private static final long MAX_GAP = 512 << 10;

  private final RangeReader reader;
  private final ArchiveLimits limits;
  private final MemberVisitor visitor;

  private ZipPartReader(RangeReader reader, ArchiveLimits limits, MemberVisitor visitor) {
    this.reader = reader;
    this.limits = limits;
    this.visitor = visitor;
  }

  /**
   * Reads a part.
   *
   * @param root as the plan has it
   * @throws ArchiveBombException when a member inflates to far more than it declares
   * @throws IOException when the archive itself cannot be read
   */
  public static int read(
      RangeReader reader,
      ArchivePart part,
      String root,
      ArchiveLimits limits,
      int done,
      MemberVisitor visitor)
      throws IOException {
    List<Planned> members = members(reader, part, root);
    return done
        + new ZipPartReader(reader, limits, visitor).read(members.subList(done, members.size()));
  }

  private record Planned(String path, ZipMember member) {
    long offset() {
      return member.headerOffset();
    }

    long leastEnd() {
      return offset() + LOCAL_FIXED + member.compressedSize();
    }
  }

  private static List<Planned> members(RangeReader reader, ArchivePart part, String root)
      throws IOException {
    long shift = ZipDirectory.find(reader).shift();
    Set<Long> skipped = new HashSet<>(part.skippedOffsets());
    List<Planned> members = new ArrayList<>(part.members());
    ZipDirectory.read(
        reader,
        part.directoryOffset(),
        part.directoryLength(),
        shift,
        (member, _, _) -> {
          MemberPath path = MemberPath.of(member.name());
          if (path.kind() == MemberPath.Kind.SAFE
              && !member.isFolder()
              && !member.isEncrypted()
              && !member.isSpecial()
              && member.isReadable()
              && !skipped.contains(member.headerOffset())) {
            members.add(new Planned(path.path().substring(root.length()), member));
          }
        });
    members.sort(Comparator.comparingLong(Planned::offset));
    return members;
  }

  private boolean stopped;

  private int read(List<Planned> members) throws IOException {
    int first = 0;
    while (first < members.size() && !stopped) {
      int last = first;
      while (last + 1 < members.size()
          && members.get(last + 1).offset() - members.get(last).leastEnd() <= MAX_GAP) {
        last++;
      }
      first += readRun(members.subList(first, last + 1));
    }
    return first;
  }

  /**
   * Reads neighbours from one stream.
   *
   * @return how many; a damaged one may have led past the next, which is then to be read anew
   */
  private int readRun(List<Planned> run) throws IOException {
    long start = run.getFirst().offset();
    long end = Math.min(reader.size(), run.getLast().leastEnd() + HEADER_SLACK);
    try (var in =
        new Place(new BufferedInputStream(reader.open(start, end - start), BUFFER), start)) {
      int done = 0;
      while (done < run.size() && !stopped && in.offset <= run.get(done).offset()) {
        in.skipNBytes(run.get(done).offset() - in.offset);
        readMember(run.get(done), in);
        done++;
      }
      return done;
    }
  }

  private void readMember(Planned planned, Place in) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(in.readNBytes(LOCAL_FIXED)).order(ByteOrder.LITTLE_ENDIAN);
    if (header.limit() < LOCAL_FIXED || header.getInt(0) != LOCAL_SIGNATURE) {
      stopped = !visitor.corrupt(planned.path(), "The entry has no local header");
      return;
    }
    int names = Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28));
    if (in.readNBytes(names).length < names) {
      stopped = !visitor.corrupt(planned.path(), "The archive ends within the entry");
      return;
    }
    try (var content = EntryStream.open(in, planned.member(), limits)) {
      stopped = !visitor.member(planned.path(), planned.member().size(), content);
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
