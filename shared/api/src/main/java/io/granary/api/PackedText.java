package io.granary.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A text as it is kept where room is dear: a long one is packed, and still is a text. */
final class PackedText {
  private static final int LONG = 100_000;

  /** No JSON begins so. */
  private static final String MARK = "gzip:";

  private PackedText() {}

  static String of(String text) {
    if (text.length() < LONG) {
      return text;
    }
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot pack in memory", e);
    }
    return MARK + Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /** What {@link #of} was given. */
  static String read(String kept) {
    if (!kept.startsWith(MARK)) {
      return kept;
    }
    byte[] packed = Base64.getDecoder().decode(kept.substring(MARK.length()));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack what was kept", e);
    }
  }
}
