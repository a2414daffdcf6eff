package io.granary.formats.csv;

import io.granary.formats.annotations.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Opens text that strangers have written: UTF-8 with or without its mark. What is read between two
 * calls of {@link #beginRecord} is bounded, give or take what buffers read ahead. What is no UTF-8
 * and what is too long throws {@link UnreadableTableException}.
 */
public final class Utf8Text extends Reader {
  /** Characters of a record. */
  private static final int MOST = 4 << 20;

  private final Reader in;
  private int taken;

  private Utf8Text(Reader in) {
    this.in = in;
  }

  public static Utf8Text open(Content content) throws IOException {
    InputStream in = new BufferedInputStream(content.open(), 1 << 16);
    in.mark(3);
    byte[] mark = in.readNBytes(3);
    boolean isMarked =
        mark.length == 3
            && unsigned(mark, 0) == 0xEF
            && unsigned(mark, 1) == 0xBB
            && unsigned(mark, 2) == 0xBF;
    if (!isMarked) {
      in.reset();
    }
    int pair = mark.length < 2 ? 0 : unsigned(mark, 0) << 8 | unsigned(mark, 1);
    if (pair == 0xFEFF || pair == 0xFFFE) {
      in.close();
      throw new UnreadableTableException("Not UTF-8 but UTF-16");
    }
    return new Utf8Text(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
  }

  private static int unsigned(byte[] bytes, int place) {
    return bytes[place] & 0xFF;
  }

  /** Says that what follows is another record. */
  public void beginRecord() {
    taken = 0;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    try {
      int count = in.read(buffer, offset, length);
      taken += Math.max(count, 0);
      if (taken > MOST) {
        throw new UnreadableTableException("A record is longer than %d characters".formatted(MOST));
      }
      return count;
    } catch (CharacterCodingException _) {
      throw new UnreadableTableException("Not UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
