package io.granary.formats.yolo;

import io.granary.formats.annotations.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** The lines of a list of any length, each cut off where no path is longer. */
final class ListLines {
  private static final int MOST_BYTES = 8192;

  private ListLines() {}

  /** Shows every line that is not blank, without the spaces around it. */
  static void forEach(Content content, Consumer<String> visitor) throws IOException {
    try (InputStream in = new BufferedInputStream(content.open(), 64 << 10)) {
      var line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n' || b == '\r') {
          show(line, visitor);
        } else if (line.size() < MOST_BYTES) {
          line.write(b);
        }
      }
      show(line, visitor);
    }
  }

  private static void show(ByteArrayOutputStream line, Consumer<String> visitor) {
    String text = SmallText.decode(line.toByteArray()).strip();
    line.reset();
    if (!text.isEmpty()) {
      visitor.accept(text);
    }
  }
}
