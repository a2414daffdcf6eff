package io.granary.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The picture formats that are read; content decides, not the name. */
public enum ImageFormat {
  JPEG("image/jpeg", ".jpg .jpeg .jpe .jfif"),
  PNG("image/png", ".png .apng"),
  GIF("image/gif", ".gif"),
  BMP("image/bmp", ".bmp .dib"),
  WEBP("image/webp", ".webp"),
  TIFF("image/tiff", ".tif .tiff");

  private final String mediaType;

  /** Separated by blanks. */
  private final String extensions;

  ImageFormat(String mediaType, String extensions) {
    this.mediaType = mediaType;
    this.extensions = extensions;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Whether a file's name says that it is a picture. */
  public static boolean hasImageExtension(String path) {
    int dot = path.lastIndexOf('.');
    if (dot < 0 || path.indexOf(' ', dot) >= 0) {
      return false;
    }
    String extension = " " + path.substring(dot).toLowerCase(Locale.ROOT) + " ";
    return Arrays.stream(values())
        .anyMatch(format -> (" " + format.extensions + " ").contains(extension));
  }

  /** The format that the first bytes of a file show. */
  static Optional<ImageFormat> of(byte[] head) {
    if (starts(head, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(JPEG);
    }
    if (starts(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return Optional.of(PNG);
    }
    if (text(head, 0, "GIF87a") || text(head, 0, "GIF89a")) {
      return Optional.of(GIF);
    }
    if (text(head, 0, "RIFF") && text(head, 8, "WEBP")) {
      return Optional.of(WEBP);
    }
    if (starts(head, 0, 'I', 'I', 42, 0) || starts(head, 0, 'M', 'M', 0, 42)) {
      return Optional.of(TIFF);
    }
    return text(head, 0, "BM") ? Optional.of(BMP) : Optional.empty();
  }

  private static boolean text(byte[] head, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= at + bytes.length
        && Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
  }

  private static boolean starts(byte[] head, int at, int... values) {
    for (int i = 0; i < values.length; i++) {
      if (head.length <= at + i || (head[at + i] & 0xFF) != values[i]) {
        return false;
      }
    }
    return true;
  }
}
