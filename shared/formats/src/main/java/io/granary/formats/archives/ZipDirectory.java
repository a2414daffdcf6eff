package io.granary.formats.archives;

import io.granary.domain.GranaryException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The central directory of a ZIP, found from the end of the file and read as a stream (APPNOTE
 * 6.3.10, sections 4.3.12 to 4.3.16, ZIP64 included).
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int MAX_COMMENT = 0xFFFF;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int ZIP64_LOCATOR_SIZE = 20;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_END_SIZE = 56;
  private static final int BUFFER = 1 << 20;

  private final RangeReader reader;
  private final long offset;
  private final long length;
  private final long entries;
  private final long shift;

  private ZipDirectory(RangeReader reader, long end, long offset, long length, long entries) {
    this.reader = reader;
    if (length < 0 || length > end || offset < 0 || offset > end - length || entries < 0) {
      throw Refusals.corrupt(
          "its directory of %d bytes at %d lies outside of the file".formatted(length, offset));
    }
    // What stands before the archive, such as a self-extractor, shifts all offsets.
    this.shift = end - length - offset;
    this.offset = end - length;
    this.length = length;
    this.entries = entries;
  }

  /** Takes the entries of the directory, with the place and length of each record. */
  interface Visitor {
    void entry(ZipMember member, long recordOffset, int recordLength);
  }

  /**
   * Finds the directory.
   *
   * @throws GranaryException ARCHIVE_CORRUPT
   */
  static ZipDirectory find(RangeReader reader) throws IOException {
    int tailLength = (int) Math.min(reader.size(), END_SIZE + MAX_COMMENT + ZIP64_LOCATOR_SIZE);
    if (tailLength < END_SIZE) {
      throw Refusals.corrupt("it is too short");
    }
    long tailOffset = reader.size() - tailLength;
    ByteBuffer tail = read(reader, tailOffset, tailLength);
    int end = endRecord(tail);
    long endOffset = tailOffset + end;
    int disks = Short.toUnsignedInt(tail.getShort(end + 4));
    long entries = Short.toUnsignedLong(tail.getShort(end + 10));
    long length = Integer.toUnsignedLong(tail.getInt(end + 12));
    long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
    int locator = end - ZIP64_LOCATOR_SIZE;
    if (locator >= 0 && tail.getInt(locator) == ZIP64_LOCATOR) {
      return zip64(reader, endOffset - ZIP64_LOCATOR_SIZE, tail.getLong(locator + 8));
    }
    if (disks != 0 && disks != 0xFFFF) {
      throw Refusals.corrupt("it is divided into several files");
    }
    return new ZipDirectory(reader, endOffset, offset, length, entries);
  }

  private static int endRecord(ByteBuffer tail) {
    // The comment ends the file; only where none does so, bytes behind the archive are let be.
    int loose = -1;
    for (int place = tail.limit() - END_SIZE; place >= 0; place--) {
      if (tail.getInt(place) == END) {
        int end = place + END_SIZE + Short.toUnsignedInt(tail.getShort(place + 20));
        if (end == tail.limit()) {
          return place;
        }
        loose = loose < 0 && end < tail.limit() ? place : loose;
      }
    }
    if (loose >= 0) {
      return loose;
    }
    throw Refusals.corrupt("it has no end record: it is no ZIP, or was cut off");
  }

  private static ZipDirectory zip64(RangeReader reader, long locatorOffset, long declared)
      throws IOException {
    // The record stands right before its locator, also where the declared place is shifted.
    for (long place : new long[] {declared, locatorOffset - ZIP64_END_SIZE}) {
      if (place >= 0 && place <= locatorOffset - ZIP64_END_SIZE) {
        ByteBuffer end = read(reader, place, ZIP64_END_SIZE);
        if (end.getInt(0) == ZIP64_END) {
          return new ZipDirectory(reader, place, end.getLong(48), end.getLong(40), end.getLong(32));
        }
      }
    }
    throw Refusals.corrupt("its ZIP64 end record is missing");
  }

  /** How many entries the end record declares; some writers count modulo 65,536. */
  long entries() {
    return entries;
  }

  long offset() {
    return offset;
  }

  /** What local header offsets are to be increased by. */
  long shift() {
    return shift;
  }

  /**
   * Reads all entries.
   *
   * @return how many there are
   */
  int read(Visitor visitor) throws IOException {
    return read(reader, offset, length, shift, visitor);
  }

  /** Reads the entries of a slice. */
  static int read(RangeReader reader, long offset, long length, long shift, Visitor visitor)
      throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = 0;
    try (InputStream in = new BufferedInputStream(reader.open(offset, length), BUFFER)) {
      long done = 0;
      while (done < length) {
        var entry = ZipRecord.read(in, length - done);
        visitor.entry(entry.member(shift), offset + done, entry.length());
        done += entry.length();
        count++;
      }
    }
    return count;
  }

  static ByteBuffer read(RangeReader reader, long offset, int length) throws IOException {
    try (InputStream in = reader.open(offset, length)) {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("Cannot read %d bytes at %d".formatted(length, offset));
      }
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
