package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** An archive of any size that is made while it is read; it counts what was read of it. */
final class Synthetic implements RangeReader {
  /** Bytes made of units of one width; the last unit may be cut. */
  private record Segment(long start, long length, int width, LongFunction<byte[]> unit) {}

  private final List<Segment> segments = new ArrayList<>();
  private long size;
  private long read;

  Synthetic add(byte[] bytes) {
    return add(bytes.length, bytes.length, _ -> bytes);
  }

  /** Adds the bytes over and over, up to a length. */
  Synthetic repeat(byte[] bytes, long length) {
    return add(length, bytes.length, _ -> bytes);
  }

  Synthetic add(long length, int width, LongFunction<byte[]> unit) {
    segments.add(new Segment(size, length, width, unit));
    size += length;
    return this;
  }

  long read() {
    return read;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    if (offset < 0 || length <= 0 || offset > size - length) {
      throw new IOException("There is no range of %d bytes at %d".formatted(length, offset));
    }
    return new Made(offset, offset + length);
  }

  private final class Made extends InputStream {
    private final long end;
    private long position;
    private int segment;
    private byte[] unit = {};
    private long unitStart = -1;

    Made(long position, long end) {
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (position == end) {
        return -1;
      }
      if (position >= Math.min(unitStart + unit.length, current().start() + current().length())) {
        seek();
      }
      int from = (int) (position - unitStart);
      int count = (int) Math.min(Math.min(length, unit.length - from), end - position);
      count = (int) Math.min(count, current().start() + current().length() - position);
      System.arraycopy(unit, from, buffer, offset, count);
      position += count;
      read += count;
      return count;
    }

    private Segment current() {
      return segments.get(segment);
    }

    private void seek() {
      while (position >= current().start() + current().length()) {
        segment++;
      }
      long index = (position - current().start()) / current().width();
      unit = current().unit().apply(index);
      unitStart = current().start() + index * current().width();
    }
  }
}
