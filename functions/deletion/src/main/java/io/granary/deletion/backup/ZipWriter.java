package io.granary.deletion.backup;

import io.granary.database.BackupPartRepository.Directory;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the entries of a ZIP archive. It can begin in the middle of one: it needs to know nothing
 * of the entries before but how many bytes they have. What the directory says of entries is taken
 * from it in pieces.
 */
final class ZipWriter {
  private static final int LONGEST_NAME = 0xFFFF;

  private final OutputStream out;
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();
  private final ByteArrayOutputStream digests = new ByteArrayOutputStream();
  private long entries;
  private long offset;

  /**
   * @param offset the bytes of the archive that are written already
   */
  ZipWriter(OutputStream out, long offset) {
    this.out = out;
    this.offset = offset;
  }

  /** How many bytes the archive has up to here. */
  long offset() {
    return offset;
  }

  /** How many bytes of directory have not been taken. */
  int directoryBytes() {
    return records.size() + digests.size();
  }

  /** What the directory says of the entries since it was last taken. */
  Directory directory() {
    return new Directory(entries, records.toByteArray(), digests.toByteArray());
  }

  /** The same, which is then forgotten. */
  Directory takeDirectory() {
    Directory taken = directory();
    records.reset();
    digests.reset();
    entries = 0;
    return taken;
  }

  /** Writes a whole entry. */
  void add(String path, Packed content, byte[] sha256) throws IOException {
    var facts =
        new ZipEntryFacts(
            name(path),
            false,
            content.method(),
            content.crc(),
            content.data().length,
            content.size(),
            offset);
    write(facts.localHeader());
    write(content.data());
    note(facts, sha256);
  }

  /**
   * Begins an entry that is written bit by bit, and ends when it is closed.
   *
   * @param expected its size, or less where it is not known: over 4 GiB it is said at once that it
   *     will be that much
   */
  ZipStream begin(String path, long expected) {
    return new ZipStream(
        this,
        new ZipEntryFacts(name(path), true, ZipEntryFacts.DEFLATED, 0, 0, expected, offset),
        Packed.level(path));
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    offset += length;
  }

  /** Notes an entry that is complete. */
  void note(ZipEntryFacts facts, byte[] sha256) {
    records.writeBytes(facts.centralHeader());
    digests.writeBytes(sha256);
    entries++;
  }

  private static byte[] name(String path) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length > LONGEST_NAME) {
      throw new GranaryException(
          Code.BACKUP_FAILED,
          "Cannot back up '%s…': its path has %d bytes"
              .formatted(path.substring(0, 100), name.length));
    }
    return name;
  }
}
