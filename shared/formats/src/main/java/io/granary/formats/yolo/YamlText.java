package io.granary.formats.yolo;

/** Texts as YAML has them in double quotes. */
final class YamlText {
  private YamlText() {}

  /** The text in quotes, which any YAML or JSON reader gives back as it is. */
  static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (isPlain(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append("\\u%04X".formatted(c));
              }
            });
    return quoted.append('"').toString();
  }

  /** What YAML 1.1 prints, without what any version takes for a line break or a mark. */
  private static boolean isPlain(int c) {
    return c >= 0x20 && c <= 0x7E
        || c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029
        || c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF
        || c >= 0x10000;
  }
}
