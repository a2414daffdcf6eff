package io.granary.deletion.backup;

import io.granary.domain.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The content of one entry whose size nobody needs to know before; its sizes follow it. */
final class ZipStream extends OutputStream {
  private final ZipWriter zip;
  private final ZipEntryFacts local;
  private final Deflater deflater;
  private final CRC32 crc = new CRC32();
  private final MessageDigest digest = Sha256.digest();
  private final byte[] buffer = new byte[64 << 10];
  private long compressed;
  private long size;
  private byte[] sha256 = {};
  private boolean begun;

  ZipStream(ZipWriter zip, ZipEntryFacts local, int level) {
    this.zip = zip;
    this.local = local;
    this.deflater = new Deflater(level, true);
  }

  /** How many bytes were written. */
  long size() {
    return size;
  }

  /** The hash of what was written. */
  byte[] sha256() {
    if (sha256.length == 0) {
      sha256 = digest.digest();
    }
    return sha256;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return;
    }
    begin();
    crc.update(bytes, from, length);
    digest.update(bytes, from, length);
    size += length;
    deflater.setInput(bytes, from, length);
    while (!deflater.needsInput()) {
      deflate();
    }
  }

  /** Ends the entry, which is then one of the archive. */
  void end() throws IOException {
    begin();
    deflater.finish();
    while (!deflater.finished()) {
      deflate();
    }
    var facts =
        new ZipEntryFacts(
            local.name(), true, local.method(), crc.getValue(), compressed, size, local.offset());
    zip.write(facts.descriptor(local));
    zip.note(facts, sha256());
  }

  /** Lets go of memory; what was not ended leaves a broken archive, which has to be begun anew. */
  @Override
  public void close() {
    deflater.close();
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      zip.write(local.localHeader());
    }
  }

  private void deflate() throws IOException {
    int length = deflater.deflate(buffer);
    compressed += length;
    zip.write(buffer, 0, length);
  }
}
