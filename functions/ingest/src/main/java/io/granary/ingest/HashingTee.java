package io.granary.ingest;

import io.granary.domain.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Copies and hashes a stream while somebody reads it. */
final class HashingTee extends InputStream {
  private final InputStream source;
  private final OutputStream copy;
  private final MessageDigest digest = Sha256.digest();

  HashingTee(InputStream source, OutputStream copy) {
    this.source = source;
    this.copy = copy;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = source.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
      copy.write(buffer, offset, count);
    }
    return count;
  }

  /** Reads what nobody has read, and shows it. */
  void drain(TextFacts.Counter counter) throws IOException {
    byte[] buffer = new byte[64 << 10];
    for (int count = read(buffer, 0, buffer.length);
        count >= 0;
        count = read(buffer, 0, buffer.length)) {
      counter.add(buffer, count);
    }
  }

  /** The hash of all that was read; to be asked once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
