package io.granary.warehouse.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * What keeps GoogleSQL from being put in parentheses: a semicolon, or a comment that would swallow
 * what follows. Texts and names in quotes may hold anything.
 */
final class StatementEnd {
  private final String sql;
  private int at;

  private StatementEnd(String sql) {
    this.sql = sql;
  }

  /** Sentences that go on from the name of the query; empty when nothing is wrong. */
  static List<String> problems(String sql) {
    return new StatementEnd(sql).find();
  }

  private List<String> find() {
    List<String> problems = new ArrayList<>();
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        if (!skipQuoted(c)) {
          problems.add("has a quote that does not end");
        }
      } else if (c == ';') {
        problems.add("has a semicolon, and must be one query without any");
        return problems;
      } else if (c == '#' || sql.startsWith("--", at)) {
        at = endOf("\n");
        if (at == sql.length()) {
          problems.add("ends with a comment");
        }
      } else if (sql.startsWith("/*", at)) {
        boolean isClosed = sql.indexOf("*/", at + 2) >= 0;
        at = endOf("*/");
        if (!isClosed) {
          problems.add("has a comment that does not end");
        }
      } else {
        at++;
      }
    }
    return problems;
  }

  /** Goes behind a text or name; three quotes begin one that ends with three. */
  private boolean skipQuoted(char quote) {
    String one = String.valueOf(quote);
    String mark = quote != '`' && sql.startsWith(one.repeat(3), at) ? one.repeat(3) : one;
    at += mark.length();
    while (at < sql.length()) {
      if (sql.charAt(at) == '\\') {
        at += 2;
      } else if (sql.startsWith(mark, at)) {
        at += mark.length();
        return true;
      } else {
        at++;
      }
    }
    at = sql.length();
    return false;
  }

  private int endOf(String mark) {
    int found = sql.indexOf(mark, at + (mark.equals("*/") ? 2 : 0));
    return found < 0 ? sql.length() : found + mark.length();
  }
}
