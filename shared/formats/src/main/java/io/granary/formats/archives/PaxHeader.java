package io.granary.formats.archives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an extended header says of the member behind it (POSIX.1-2001, pax).
 *
 * @param size its bytes in the archive, where the header's own field is too small; else -1
 */
record PaxHeader(@Nullable String path, long size, boolean isSparse) {
  private static final int MAX_DIGITS = 18;

  /**
   * Reads records of the form {@code length keyword=value\n}.
   *
   * @throws EntryCorruptException when one has another form
   */
  static PaxHeader parse(byte[] bytes) throws EntryCorruptException {
    String path = null;
    long size = -1;
    boolean isSparse = false;
    int place = 0;
    while (place < bytes.length && bytes[place] != 0) {
      int space = indexOf(bytes, ' ', place, bytes.length);
      long length = number(bytes, place, space);
      if (length <= space - place || length > bytes.length - place) {
        throw damaged();
      }
      int end = place + (int) length;
      int equals = indexOf(bytes, '=', space, end);
      String key = new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8);
      int valueEnd = Math.max(equals + 1, end - 1);
      switch (key) {
        case "path", "GNU.sparse.name" ->
            path = EntryName.decode(Arrays.copyOfRange(bytes, equals + 1, valueEnd));
        case "size" -> size = number(bytes, equals + 1, valueEnd);
        default -> {}
      }
      isSparse |= key.startsWith("GNU.sparse.");
      place = end;
    }
    return new PaxHeader(path, size, isSparse);
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to)
      throws EntryCorruptException {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw damaged();
  }

  private static long number(byte[] bytes, int from, int to) throws EntryCorruptException {
    if (from >= to || to - from > MAX_DIGITS) {
      throw damaged();
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        throw damaged();
      }
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private static EntryCorruptException damaged() {
    return new EntryCorruptException("its extended header is damaged");
  }
}
