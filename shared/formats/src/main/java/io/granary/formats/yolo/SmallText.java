package io.granary.formats.yolo;

import io.granary.formats.annotations.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads small files whole: UTF-8, or what old editors on Windows write instead. Binary files become
 * texts of which nothing is a number.
 */
final class SmallText {
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private SmallText() {}

  /** The text of a file; empty when it has more bytes. */
  static Optional<String> read(Content content, int mostBytes) throws IOException {
    byte[] bytes = bytes(content, mostBytes + 1);
    return bytes.length > mostBytes ? Optional.empty() : Optional.of(decode(bytes));
  }

  /** The whole lines among the first bytes of a file. */
  static String head(Content content, int mostBytes) throws IOException {
    byte[] bytes = bytes(content, mostBytes);
    if (bytes.length < mostBytes) {
      return decode(bytes);
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n' && bytes[end - 1] != '\r') {
      end--;
    }
    return decode(Arrays.copyOf(bytes, end));
  }

  static String decode(byte[] bytes) {
    if (bytes.length >= 2
        && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
            || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      // Windows-1252 gives every byte a meaning.
      return new String(bytes, WESTERN);
    }
  }

  private static byte[] bytes(Content content, int most) throws IOException {
    try (InputStream in = content.open()) {
      return in.readNBytes(most);
    }
  }
}
