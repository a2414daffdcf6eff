package io.granary.formats.archives;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The names of entries as bytes. */
final class EntryName {
  private static final Charset CP437 = Charset.forName("IBM437");

  private EntryName() {}

  /**
   * Many writers put UTF-8 without saying so, and some say so and do not; what is no UTF-8 is read
   * as code page 437, in which every byte means something.
   */
  static String decode(byte[] raw) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException _) {
      return new String(raw, CP437);
    }
  }
}
