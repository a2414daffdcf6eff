package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Passes on the frames of a Zstandard stream and leaves out the skippable ones (RFC 8878, section
 * 3.1). What its decoder could not bound in memory is refused from the headers: windows over 8 MiB,
 * which is what the format asks of every decoder, and blocks over 128 KiB.
 */
final class ZstdFrames extends InputStream {
  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE = 0x184D2A50;
  private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
  private static final long MAX_WINDOW = 8 << 20;
  private static final int MAX_BLOCK = 128 << 10;
  private static final int RLE = 1;
  private static final int RESERVED = 3;
  private static final int CHECKSUM = 4;

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  private enum Next {
    FRAME,
    BLOCK,
    CHECKSUM
  }

  private final InputStream source;
  private Next next = Next.FRAME;
  private boolean hasChecksum;

  /** A header that was read and is not passed on yet, and bytes that follow it untouched. */
  private ByteBuffer header = ByteBuffer.allocate(0);

  private long untouched;

  ZstdFrames(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!header.hasRemaining() && untouched == 0) {
      if (!advance()) {
        return -1;
      }
    }
    if (header.hasRemaining()) {
      int count = Math.min(length, header.remaining());
      header.get(buffer, offset, count);
      return count;
    }
    int count = source.read(buffer, offset, (int) Math.min(length, untouched));
    if (count < 0) {
      throw cutOff();
    }
    untouched -= count;
    return count;
  }

  /** Reads the next header; false at the end of the stream. */
  private boolean advance() throws IOException {
    switch (next) {
      case FRAME -> {
        return frame();
      }
      case BLOCK -> block();
      case CHECKSUM -> {
        untouched = CHECKSUM;
        next = Next.FRAME;
      }
    }
    return true;
  }

  private boolean frame() throws IOException {
    byte[] start = source.readNBytes(4);
    if (start.length == 0) {
      return false;
    }
    if (start.length < 4) {
      throw cutOff();
    }
    int magic = ByteBuffer.wrap(start).order(LITTLE).getInt();
    if ((magic & SKIPPABLE_MASK) == SKIPPABLE) {
      passOver(Integer.toUnsignedLong(ByteBuffer.wrap(read(4)).order(LITTLE).getInt()));
      return true;
    }
    if (magic != MAGIC) {
      throw Refusals.corrupt("it is no Zstandard stream, or has something else within");
    }
    byte[] fields = frameHeader();
    header = ByteBuffer.allocate(4 + fields.length).put(start).put(fields).flip();
    next = Next.BLOCK;
    return true;
  }

  /** Section 3.1.1.1. */
  private byte[] frameHeader() throws IOException {
    int descriptor = read(1)[0] & 0xFF;
    boolean isSingle = (descriptor & 0x20) != 0;
    hasChecksum = (descriptor & 4) != 0;
    if ((descriptor & 3) != 0) {
      throw Refusals.corrupt("it was compressed with a dictionary");
    }
    int sizeFlag = descriptor >>> 6;
    int sizeLength = sizeFlag == 0 ? (isSingle ? 1 : 0) : 1 << sizeFlag;
    byte[] fields = read((isSingle ? 0 : 1) + sizeLength);
    var all = ByteBuffer.allocate(1 + fields.length).put((byte) descriptor).put(fields);
    checkWindow(isSingle ? contentSize(fields) : window(fields[0] & 0xFF));
    return all.array();
  }

  private static long window(int descriptor) {
    long base = 1L << (10 + (descriptor >>> 3));
    return base + base / 8 * (descriptor & 7);
  }

  private static long contentSize(byte[] fields) {
    long size = 0;
    for (int i = fields.length - 1; i >= 0; i--) {
      size = size << 8 | fields[i] & 0xFF;
    }
    return fields.length == 2 ? size + 256 : size;
  }

  private static void checkWindow(long window) {
    if (Long.compareUnsigned(window, MAX_WINDOW) > 0) {
      throw Refusals.tooLarge(
          "its Zstandard window has %s bytes".formatted(Long.toUnsignedString(window)),
          "that of every decoder (zstd without --ultra and --long)",
          MAX_WINDOW);
    }
  }

  /** Section 3.1.1.2. */
  private void block() throws IOException {
    byte[] start = read(3);
    int fields = start[0] & 0xFF | (start[1] & 0xFF) << 8 | (start[2] & 0xFF) << 16;
    int type = fields >>> 1 & 3;
    int size = fields >>> 3;
    if (type == RESERVED || size > MAX_BLOCK) {
      throw Refusals.corrupt("a Zstandard block of it is damaged");
    }
    header = ByteBuffer.wrap(start);
    untouched = type == RLE ? 1 : size;
    boolean isLast = (fields & 1) != 0;
    next = !isLast ? Next.BLOCK : hasChecksum ? Next.CHECKSUM : Next.FRAME;
  }

  private byte[] read(int count) throws IOException {
    byte[] bytes = source.readNBytes(count);
    if (bytes.length < count) {
      throw cutOff();
    }
    return bytes;
  }

  private void passOver(long count) throws IOException {
    long left = count;
    while (left > 0) {
      long skipped = source.skip(left);
      if (skipped <= 0) {
        throw cutOff();
      }
      left -= skipped;
    }
  }

  private static CutOffException cutOff() {
    return new CutOffException("The compressed stream is cut off");
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
