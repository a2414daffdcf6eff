package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a TAR one after the other, from any header on, with the memory of one
 * header. Global extended headers are passed over: nothing in them is about one file.
 */
final class TarReader {
  /** Bytes of a long name or an extended header; what is longer is not read. */
  private static final int MAX_EXTENSION = 1 << 20;

  private static final int MAX_EXTENSIONS = 16;

  /** More than any archive has. */
  private static final long MAX_SIZE = Long.MAX_VALUE / 4;

  private final InputStream in;
  private long position;
  private long unread;
  private int padding;

  /**
   * @param in begins at a header
   * @param position what to call its first byte
   */
  TarReader(InputStream in, long position) {
    this.in = in;
    this.position = position;
  }

  long position() {
    return position;
  }

  /**
   * The next member; null at the end of the archive, which is a block of zeros or nothing at all.
   * What was not read of the one before is passed over.
   *
   * @throws CutOffException when the archive ends within a header, or before it
   * @throws EntryCorruptException when there is no header where one should be
   */
  @Nullable TarMember next() throws IOException {
    passOver();
    long offset = position;
    var extensions = new Extensions();
    for (int i = 0; i <= MAX_EXTENSIONS; i++) {
      byte[] block = block();
      if (block == null || TarHeader.isZero(block)) {
        if (i > 0) {
          throw new CutOffException(at(offset, "the archive ends within the headers of a member"));
        }
        return null;
      }
      TarHeader header = header(block, position - TarHeader.BLOCK);
      if (!extensions.take(header, this)) {
        return extensions.member(header, offset, this);
      }
    }
    throw new EntryCorruptException(at(offset, "it has too many extended headers"));
  }

  private static TarHeader header(byte[] block, long offset) throws EntryCorruptException {
    try {
      return TarHeader.parse(block);
    } catch (EntryCorruptException e) {
      throw new EntryCorruptException(at(offset, e.getMessage()));
    }
  }

  private static String at(long offset, @Nullable String reason) {
    return "At byte %d %s".formatted(offset, reason);
  }

  /** What follows the last header is content of that many bytes, and zeros up to a full block. */
  void content(long size) throws EntryCorruptException {
    if (size < 0 || size > MAX_SIZE) {
      throw new EntryCorruptException(at(position, "content of %d bytes begins".formatted(size)));
    }
    unread = size;
    padding = (int) (-size & TarHeader.BLOCK - 1);
  }

  /** All of a short content; null when it is too long to be held. */
  byte @Nullable [] extension(long size) throws IOException {
    content(size);
    if (size > MAX_EXTENSION) {
      passOver();
      return null;
    }
    byte[] bytes = in.readNBytes((int) size);
    moved(bytes.length);
    if (bytes.length < size) {
      throw new CutOffException(at(position, "the archive ends"));
    }
    passOver();
    return bytes;
  }

  /** Passes over the headers that follow the one of a sparse file. */
  void passOverContinuations() throws IOException {
    byte[] block;
    do {
      block = block();
      if (block == null) {
        throw new CutOffException(at(position, "the archive ends"));
      }
    } while (block[TarHeader.BLOCK - 8] != 0);
  }

  private byte @Nullable [] block() throws IOException {
    byte[] block = in.readNBytes(TarHeader.BLOCK);
    position += block.length;
    if (block.length == TarHeader.BLOCK) {
      return block;
    }
    if (TarHeader.isZero(block)) {
      return null;
    }
    throw new CutOffException(at(position, "the archive ends within a header"));
  }

  private void moved(long count) {
    unread -= count;
    position += count;
  }

  /**
   * Passes over what was not read of the member's content.
   *
   * @throws CutOffException when the archive ends before; only the zeros behind it may be missing
   */
  void passOver() throws IOException {
    while (unread > 0) {
      long skipped = in.skip(unread);
      if (skipped <= 0) {
        throw new CutOffException(at(position, "the archive ends within a member"));
      }
      moved(skipped);
    }
    position += in.readNBytes(padding).length;
    padding = 0;
  }

  /** The content of the member, which ends with it. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (unread == 0) {
          return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, unread));
        if (count < 0) {
          throw new EntryCorruptException("The archive ends within the entry");
        }
        moved(count);
        return count;
      }
    };
  }
}
