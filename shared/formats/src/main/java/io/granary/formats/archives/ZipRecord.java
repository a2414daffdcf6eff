package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** One record of the central directory, as its bytes. */
record ZipRecord(ByteBuffer bytes) {
  private static final int SIGNATURE = 0x02014b50;
  private static final int FIXED = 46;
  private static final int ZIP64_EXTRA = 0x0001;
  private static final int UNICODE_PATH_EXTRA = 0x7075;
  private static final int UNIX = 3;
  private static final int MAC = 19;
  private static final int DOS_FOLDER = 0x10;

  /** Reads the next record, which must fit into what is left of the directory. */
  static ZipRecord read(InputStream in, long left) throws IOException {
    byte[] fixed = in.readNBytes(FIXED);
    ByteBuffer head = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
    if (fixed.length < FIXED || head.getInt(0) != SIGNATURE) {
      throw Refusals.corrupt("its directory is damaged");
    }
    int variable = 0;
    for (int place : new int[] {28, 30, 32}) {
      variable += Short.toUnsignedInt(head.getShort(place));
    }
    if (FIXED + variable > left) {
      throw Refusals.corrupt("its directory is damaged");
    }
    byte[] all = new byte[FIXED + variable];
    System.arraycopy(fixed, 0, all, 0, FIXED);
    if (in.readNBytes(all, FIXED, variable) < variable) {
      throw Refusals.corrupt("its directory is cut off");
    }
    return new ZipRecord(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN));
  }

  int length() {
    return bytes.limit();
  }

  ZipMember member(long shift) {
    long compressed = Integer.toUnsignedLong(bytes.getInt(20));
    long size = Integer.toUnsignedLong(bytes.getInt(24));
    long offset = Integer.toUnsignedLong(bytes.getInt(42));
    int extra = extra(ZIP64_EXTRA);
    if (extra >= 0) {
      int end = extra + Short.toUnsignedInt(bytes.getShort(extra - 2));
      // Only what overflowed is there, in this order.
      int place = extra;
      if (size == 0xFFFFFFFFL && place + 8 <= end) {
        size = bytes.getLong(place);
        place += 8;
      }
      if (compressed == 0xFFFFFFFFL && place + 8 <= end) {
        compressed = bytes.getLong(place);
        place += 8;
      }
      if (offset == 0xFFFFFFFFL && place + 8 <= end) {
        offset = bytes.getLong(place);
      }
    }
    if (compressed < 0 || size < 0 || offset < 0 || offset > ZipMember.MAX_OFFSET - shift) {
      throw Refusals.corrupt("its directory declares impossible sizes");
    }
    return new ZipMember(
        name(),
        Short.toUnsignedInt(bytes.getShort(8)),
        Short.toUnsignedInt(bytes.getShort(10)),
        Integer.toUnsignedLong(bytes.getInt(16)),
        compressed,
        size,
        offset + shift,
        mode(size));
  }

  /** Unix keeps the type of a file; the others know that it is a folder. */
  private int mode(long size) {
    int madeBy = Short.toUnsignedInt(bytes.getShort(4)) >> 8;
    int attributes = bytes.getInt(38);
    if (madeBy == UNIX || madeBy == MAC) {
      return attributes >>> 16;
    }
    return (attributes & DOS_FOLDER) != 0 && size == 0 ? ZipMember.FOLDER : 0;
  }

  /** Where the content of an extra field begins; -1 when there is none of that id. */
  private int extra(int id) {
    int place = FIXED + nameLength();
    int end = place + Short.toUnsignedInt(bytes.getShort(30));
    while (place + 4 <= end) {
      int length = Short.toUnsignedInt(bytes.getShort(place + 2));
      if (place + 4 + length > end) {
        return -1;
      }
      if (Short.toUnsignedInt(bytes.getShort(place)) == id) {
        return place + 4;
      }
      place += 4 + length;
    }
    return -1;
  }

  private int nameLength() {
    return Short.toUnsignedInt(bytes.getShort(28));
  }

  private String name() {
    byte[] raw = new byte[nameLength()];
    bytes.get(FIXED, raw);
    int unicode = extra(UNICODE_PATH_EXTRA);
    if (unicode >= 0) {
      int length = Short.toUnsignedInt(bytes.getShort(unicode - 2));
      var crc = new CRC32();
      crc.update(raw);
      if (length > 5 && (int) crc.getValue() == bytes.getInt(unicode + 1)) {
        byte[] name = new byte[length - 5];
        bytes.get(unicode + 5, name);
        return EntryName.decode(name);
      }
    }
    return EntryName.decode(raw);
  }
}
