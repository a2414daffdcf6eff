package io.granary.zetasql;

import java.util.ArrayList;
import java.util.List;

/** Texts that would be something else if they were pasted into SQL. */
final class Hostile {
  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          "`",
          "\\",
          "\\'",
          "\\\\",
          "''",
          "'''",
          "\"\"\"",
          "--",
          "#",
          "/*",
          "*/",
          ";",
          "\n",
          "\r",
          "\t",
          "\b",
          "\u0001",
          "\u007f",
          "\u0085",
          "\u2028",
          "\u2029",
          "\ufeff",
          "\u202e",
          "é",
          "数据",
          "😀",
          "%s",
          "%",
          "_",
          "${x}",
          "{0}",
          "?",
          "$1",
          "@p",
          "@@x",
          "@span_begin_timestamp",
          "@span",
          "x",
          " ",
          "0",
          "\\n",
          "\\x27",
          "\\u0027",
          "r'",
          "b'",
          "$$",
          "E'",
          "||",
          ")",
          "(",
          " OR 1=1 ",
          "UNION ALL SELECT",
          "DROP TABLE t");

  private static final List<String> WHOLE =
      List.of(
          "",
          "'; DROP TABLE raw_data.orders; --",
          "' OR '1'='1",
          "\\",
          "\\'; SELECT 1; --",
          "`raw_data`.`orders`",
          "x\n-- y",
          "x /*",
          "x */",
          "@span_begin_timestamp and @span_yyyymmdd_utc",
          "$$ $tag$",
          "\u2028\u2029\u0085\u007f\u001b[31m",
          "q".repeat(10_000),
          "'".repeat(10_000),
          "\\".repeat(9_999));

  private Hostile() {}

  /** Those that are writable, each of which has its own trick. */
  static List<String> texts() {
    List<String> all = new ArrayList<>(WHOLE);
    all.addAll(PIECES);
    return all;
  }

  /** A heap of pieces. */
  static String text(Dice dice) {
    var text = new StringBuilder();
    for (int left = dice.below(12); left > 0; left--) {
      text.append(dice.of(PIECES));
    }
    return text.toString();
  }

  /** Also those that nothing can hold. */
  static String anyText(Dice dice) {
    return switch (dice.below(12)) {
      case 0 -> text(dice) + "\0" + text(dice);
      case 1 -> text(dice) + "\ud800" + text(dice);
      case 2 -> "\udfff";
      case 3 -> dice.of(WHOLE);
      default -> text(dice);
    };
  }
}
