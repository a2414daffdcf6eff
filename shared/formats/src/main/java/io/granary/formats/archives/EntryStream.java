package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of one entry. Size and CRC-32 are checked at its end; it never reads behind the entry
 * and never gives more than the entry declares.
 */
final class EntryStream extends InputStream {
  private static final int BUFFER = 64 << 10;

  private final InputStream source;
  private final ZipMember member;
  private final ArchiveLimits limits;
  private final CRC32 crc = new CRC32();
  private final Inflater inflater;
  private final byte[] input;
  private long unread;
  private long given;
  private boolean ended;

  /**
   * @param inflation which this entry has for itself until it is closed
   */
  EntryStream(InputStream source, ZipMember member, ArchiveLimits limits, Inflation inflation) {
    this.source = source;
    this.member = member;
    this.limits = limits;
    this.unread = member.compressedSize();
    this.inflater = inflation.begin();
    this.input = inflation.input();
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
    if (ended) {
      return -1;
    }
    int count =
        member.method() == 0 ? stored(buffer, offset, length) : inflated(buffer, offset, length);
    if (count < 0) {
      ended = true;
      check();
      return -1;
    }
    crc.update(buffer, offset, count);
    given += count;
    if (given > member.size()) {
      ended = true;
      refuse();
    }
    return count;
  }

  /** It has more than it declares: so much more that the archive is a bomb, or just that. */
  private void refuse() throws IOException {
    byte[] sink = new byte[BUFFER];
    while (given <= limits.bombBytes()) {
      int count = member.method() == 0 ? stored(sink, 0, BUFFER) : inflated(sink, 0, BUFFER);
      if (count < 0) {
        break;
      }
      given += count;
    }
    if (limits.isBomb(given, member.compressedSize() - unread)) {
      throw new ArchiveBombException(
          limits
              .bomb(
                  "'%s' declares %d bytes and"
                      .formatted(MemberPath.printable(member.name()), member.size()),
                  member.compressedSize() - unread,
                  given)
              .getMessage());
    }
    throw new EntryCorruptException(
        "The entry has more than the declared %d bytes".formatted(member.size()));
  }

  private int stored(byte[] buffer, int offset, int length) throws IOException {
    return unread == 0 ? -1 : fetch(buffer, offset, length);
  }

  private int inflated(byte[] buffer, int offset, int length) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(buffer, offset, length);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary() || unread == 0) {
          ended = true;
          throw new EntryCorruptException("The compressed content is cut off");
        }
        int fetched = fetch(input, 0, input.length);
        inflater.setInput(input, 0, fetched);
      }
    } catch (DataFormatException e) {
      ended = true;
      throw new EntryCorruptException(
          "The compressed content is damaged: %s".formatted(e.getMessage()));
    }
  }

  private int fetch(byte[] buffer, int offset, int length) throws IOException {
    int count = source.read(buffer, offset, (int) Math.min(length, unread));
    if (count < 0) {
      ended = true;
      throw new EntryCorruptException("The archive ends within the entry");
    }
    unread -= count;
    return count;
  }

  private void check() throws EntryCorruptException {
    if (given != member.size()) {
      throw new EntryCorruptException(
          "The entry has %d bytes and declares %d".formatted(given, member.size()));
    }
    if (crc.getValue() != member.crc()) {
      throw new EntryCorruptException("The checksum of the entry is wrong");
    }
  }

  /** Passes over what was not read, so that the next entry can be. */
  void passOver() throws IOException {
    ended = true;
    while (unread > 0) {
      long skipped = source.skip(unread);
      if (skipped <= 0) {
        if (source.read() < 0) {
          return;
        }
        skipped = 1;
      }
      unread -= skipped;
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
