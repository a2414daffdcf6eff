package io.granary.zetasql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of tables and columns: usual ones, those of our own queries, and ones that break quoting.
 */
final class Names {
  private static final List<String> TABLES =
      List.of("orders", "customers", "items", "events", "products", "Users", "order_items");

  private static final List<String> COLUMNS =
      List.of(
          "id", "user_id", "product_id", "amount", "created_at", "name", "status", "day", "qty");

  /** Of our common table expressions, of roles and of what is computed on the way. */
  private static final List<String> OURS =
      List.of(
          "source",
          "filtered",
          "dataset",
          "top_products",
          "active_users",
          "users",
          "ranked",
          "revenue",
          "timestamp",
          "category",
          "total",
          "before",
          "bucket",
          "rn",
          "c0",
          "c1",
          "_1");

  private static final List<String> ODD =
      List.of(
          "Order Details",
          "select",
          "from",
          "group",
          "end",
          "order",
          "qualify",
          "null",
          "true",
          "sel`ect",
          "``",
          "quo\"te",
          "\"\"",
          "it's",
          "''",
          "dots.in.name",
          ".",
          "a--b",
          "-- x",
          "/* x",
          "x */",
          "# x",
          "semi;colon",
          "new\nline",
          "cr\rlf\n",
          "tab\tname",
          "back\\slash",
          "end\\",
          "\\`",
          "@span_begin_timestamp",
          "@@error",
          "?",
          "%s",
          "100%",
          "{x}",
          "straße",
          "数据",
          "emoji 😀",
          "١٢",
          "a b",
          " lead",
          "trail ",
          "1st",
          "0",
          "-",
          "x`; DROP TABLE y; --",
          "') OR 1=1 --",
          "orders as x",
          "proj-1",
          "raw_data",
          "*",
          "a,b",
          "(",
          ")",
          "[0]",
          "line\u2028sep",
          "nel\u0085",
          "zero\u200bwidth",
          "bell\u0007");

  private final Dice dice;
  private final Set<String> taken = new HashSet<>();

  /** Gives no name twice, whatever its case. */
  Names(Dice dice) {
    this.dice = dice;
  }

  String table() {
    return next(TABLES);
  }

  String column() {
    return next(COLUMNS);
  }

  private String next(List<String> usual) {
    String name = one(usual);
    while (!taken.add(name.toLowerCase(Locale.ROOT))) {
      name = dice.chance(50) ? one(usual) : name + dice.below(10);
    }
    return name;
  }

  private String one(List<String> usual) {
    int kind = dice.below(100);
    return dice.of(kind < 55 ? usual : kind < 70 ? OURS : ODD);
  }

  static List<String> odd() {
    return ODD;
  }

  /** What a dataset's column may be called, which tests its name against ours and keywords. */
  static List<String> aliases() {
    return List.of(
        "source",
        "filtered",
        "dataset",
        "top_products",
        "active_users",
        "select",
        "FROM",
        "group",
        "user_id",
        "product_id",
        "revenue",
        "timestamp",
        "rn",
        "total",
        "_",
        "_x",
        "A1",
        "value",
        "id",
        "name",
        "qualify",
        "null",
        "hash",
        "split",
        "rows",
        "x".repeat(128));
  }
}
