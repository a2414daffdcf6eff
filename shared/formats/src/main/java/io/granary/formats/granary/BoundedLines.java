package io.granary.formats.granary;

import io.granary.formats.annotations.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a text in lines of which one is held at a time, up to a number of bytes. */
final class BoundedLines {
  /** Bytes of a line: some hundred thousand boxes on one sample. */
  static final int MOST = 32 << 20;

  private static final int BUFFER = 256 << 10;

  private final int most;
  private byte[] line = new byte[BUFFER];
  private final byte[] ahead = new byte[BUFFER];
  private int at;
  private int end;

  /**
   * @param most bytes of a line that is given
   */
  BoundedLines(int most) {
    this.most = most;
  }

  /** Takes lines. */
  interface Visitor {
    /**
     * @param number from 1
     */
    void line(long number, String text) throws IOException;

    /** Takes one that is too long, or no UTF-8. */
    void unreadable(long number, String problem) throws IOException;
  }

  /**
   * Gives every line that is not blank.
   *
   * @throws IOException when the content cannot be fetched
   */
  void read(Content content, Visitor visitor) throws IOException {
    at = 0;
    end = 0;
    try (InputStream in = content.open()) {
      for (long number = 1; ; number++) {
        long length = next(in);
        if (length < 0) {
          return;
        }
        give(number, length, visitor);
      }
    }
  }

  /** The bytes of the next line, of which only so many are held; negative at the end. */
  private long next(InputStream in) throws IOException {
    long length = 0;
    boolean isAtEnd = true;
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(ahead));
        if (end == 0) {
          return isAtEnd ? -1 : length;
        }
      }
      isAtEnd = false;
      int stop = at;
      while (stop < end && ahead[stop] != '\n') {
        stop++;
      }
      keep(length, stop - at);
      length += stop - at;
      at = stop + 1;
      if (stop < end) {
        return length;
      }
      at = end;
    }
  }

  /** Adds what was read to the line, as far as it is held. */
  private void keep(long length, int count) {
    int room = (int) Math.max(0, Math.min(count, most - length));
    if (room == 0) {
      return;
    }
    int from = (int) length;
    if (from + room > line.length) {
      line = Arrays.copyOf(line, Math.max(from + room, Math.min(most, line.length * 2)));
    }
    System.arraycopy(ahead, at, line, from, room);
  }

  private void give(long number, long length, Visitor visitor) throws IOException {
    if (length > most) {
      visitor.unreadable(number, "It has %d bytes, and a line may have %d".formatted(length, most));
      return;
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line, 0, (int) length))
              .toString();
    } catch (CharacterCodingException _) {
      visitor.unreadable(number, "Not UTF-8");
      return;
    }
    if (!text.isBlank()) {
      visitor.line(number, text);
    }
  }
}
