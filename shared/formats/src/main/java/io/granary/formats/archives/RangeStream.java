package io.granary.formats.archives;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A range of an object as a stream whose {@link #skip} jumps. It asks for windows that grow while
 * they are read to their ends, so that it costs one short request to look at what lies behind a
 * jump, and few long ones to read everything.
 */
final class RangeStream extends InputStream {
  private static final int BUFFER = 64 << 10;
  private static final long SMALLEST_WINDOW = 64 << 10;
  private static final long LARGEST_WINDOW = 16L << 20;

  /** Shorter gaps are read over, which is cheaper than another request. */
  private static final long MIN_JUMP = 1 << 20;

  private final RangeReader reader;
  private final long end;
  private final byte[] sink = new byte[BUFFER];
  private long position;
  private long windowEnd;
  private long window = SMALLEST_WINDOW;
  private @Nullable InputStream open;
  private @Nullable IOException failure;

  RangeStream(RangeReader reader, long offset, long length) {
    this.reader = reader;
    this.position = Math.clamp(offset, 0, reader.size());
    this.end = position + Math.clamp(length, 0, reader.size() - position);
  }

  /** Where the next byte is read from, in bytes from the start of the object. */
  long position() {
    return position;
  }

  /** Throws what the object could not be read for, also where a decoder has swallowed it. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    rethrow();
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    try {
      int count = window().read(buffer, offset, (int) Math.min(length, windowEnd - position));
      if (count < 0) {
        throw new IOException(
            "Cannot read at %d: the object of %d bytes ends there"
                .formatted(position, reader.size()));
      }
      position += count;
      return count;
    } catch (IOException e) {
      failure = e;
      throw e;
    } catch (RuntimeException e) {
      // A decoder's own unchecked exceptions mean damage; that of a client does not.
      failure = new IOException("Cannot read at %d".formatted(position), e);
      throw failure;
    }
  }

  private InputStream window() throws IOException {
    if (open == null || position == windowEnd) {
      close();
      long length = Math.min(window, end - position);
      open = new BufferedInputStream(reader.open(position, length), BUFFER);
      windowEnd = position + length;
      window = Math.min(window * 2, LARGEST_WINDOW);
    }
    return open;
  }

  @Override
  public long skip(long count) throws IOException {
    long wanted = Math.clamp(count, 0, end - position);
    if (wanted < MIN_JUMP) {
      return wanted == 0 ? 0 : Math.max(0, read(sink, 0, (int) Math.min(wanted, BUFFER)));
    }
    if (open == null || wanted > windowEnd - position) {
      close();
      window = SMALLEST_WINDOW;
      position += wanted;
      return wanted;
    }
    long skipped = open.skip(wanted);
    position += skipped;
    return skipped;
  }

  /** Decoders ask, to know whether another of their frames may follow. */
  @Override
  public int available() {
    return position < end ? 1 : 0;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
