package io.granary.formats.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a document. It remembers when they could not be fetched, which a parser tells like a
 * mistake in them, and ends reading after so many.
 */
final class SourceStream extends FilterInputStream {
  private final long most;
  private long count;
  private @Nullable IOException failure;

  SourceStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  /** Why the bytes could not be fetched; null when they could. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read;
    try {
      read = super.read(buffer, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    count += Math.max(read, 0);
    if (count > most) {
      throw new XmlException("Larger than %d bytes".formatted(most));
    }
    return read;
  }
}
