package io.granary.formats.archives;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An archive in memory that counts how much of it is asked for. */
final class Memory implements RangeReader {
  private final byte[] bytes;
  private long asked;
  private int requests;

  Memory(byte[] bytes) {
    this.bytes = bytes;
  }

  long asked() {
    return asked;
  }

  int requests() {
    return requests;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    if (offset < 0 || length <= 0 || offset > bytes.length - length) {
      throw new IOException("There is no range of %d bytes at %d".formatted(length, offset));
    }
    asked += length;
    requests++;
    return new ByteArrayInputStream(bytes, (int) offset, (int) length);
  }
}
