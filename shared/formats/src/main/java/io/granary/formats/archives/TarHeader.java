package io.granary.formats.archives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One header of a TAR: V7, ustar (POSIX.1-1988), pax (POSIX.1-2001), GNU and star alike.
 *
 * @param name with the prefix that ustar keeps apart
 * @param size as the header says, in bytes; what follows may be none of it
 * @param isContinued whether headers of a sparse file follow
 */
record TarHeader(String name, char type, long size, boolean isContinued) {
  static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int CHECKSUM_AT = 148;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX = 155;
  private static final int STAR_PREFIX = 131;
  private static final int CONTINUED_AT = 482;
  private static final int STAR_AT = 508;

  /**
   * Reads a header.
   *
   * @throws EntryCorruptException when it is none
   */
  static TarHeader parse(byte[] block) throws EntryCorruptException {
    checkSum(block);
    char type = (char) (block[TYPE_AT] & 0xFF);
    return new TarHeader(
        name(block), type, number(block, SIZE_AT, 12), type == 'S' && block[CONTINUED_AT] != 0);
  }

  static boolean isZero(byte[] block) {
    for (byte value : block) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** The sum of all bytes, its own field as spaces; some writers have added them up as signed. */
  private static void checkSum(byte[] block) throws EntryCorruptException {
    int unsigned = 0;
    int signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte value = i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? (byte) ' ' : block[i];
      unsigned += value & 0xFF;
      signed += value;
    }
    long declared = number(block, CHECKSUM_AT, 8);
    if (declared != unsigned && declared != signed) {
      throw new EntryCorruptException("it is no TAR header: its checksum is wrong");
    }
  }

  /** Octal digits between spaces and zeros, or base 256 when the first bit is set. */
  private static long number(byte[] block, int offset, int length) throws EntryCorruptException {
    long value = 0;
    if ((block[offset] & 0x80) != 0) {
      value = block[offset] & 0x7F;
      for (int i = offset + 1; i < offset + length; i++) {
        if (value >>> 54 != 0) {
          throw new EntryCorruptException("it is no TAR header: a number in it is impossible");
        }
        value = value << 8 | block[i] & 0xFF;
      }
      return value;
    }
    int i = offset;
    while (i < offset + length && block[i] == ' ') {
      i++;
    }
    for (; i < offset + length && block[i] != 0 && block[i] != ' '; i++) {
      if (block[i] < '0' || block[i] > '7') {
        throw new EntryCorruptException("it is no TAR header: a number in it has other digits");
      }
      value = value << 3 | block[i] - '0';
    }
    return value;
  }

  private static String name(byte[] block) {
    byte[] name = text(block, 0, NAME);
    byte[] prefix = text(block, PREFIX_AT, isStar(block) ? STAR_PREFIX : PREFIX);
    if (!isPosix(block) || prefix.length == 0) {
      return EntryName.decode(name);
    }
    byte[] all = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    all[prefix.length] = '/';
    System.arraycopy(name, 0, all, prefix.length + 1, name.length);
    return EntryName.decode(all);
  }

  /** GNU writes two spaces behind the word and other fields where the prefix would be. */
  private static boolean isPosix(byte[] block) {
    return matches(block, MAGIC_AT, "ustar\0");
  }

  private static boolean isStar(byte[] block) {
    return matches(block, STAR_AT, "tar\0");
  }

  private static boolean matches(byte[] block, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(block, offset, offset + bytes.length, bytes, 0, bytes.length);
  }

  /** Up to the first zero byte. */
  static byte[] text(byte[] bytes, int offset, int length) {
    int end = offset;
    while (end < offset + length && bytes[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(bytes, offset, end);
  }
}
