package io.granary.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import io.granary.warehouse.DryRun.SqlError;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB says when it cannot do something. It is set to say it as JSON, which has the place in
 * the query as an offset in bytes.
 *
 * @param type its own word for it, such as {@code Binder}; empty when it is not known
 * @param position bytes before the place; null when there is none
 */
record Failure(String type, String message, @Nullable Integer position) {
  static Failure of(SQLException e) {
    String said = String.valueOf(e.getMessage());
    int brace = said.indexOf('{');
    if (brace >= 0) {
      try {
        return of(Json.tree(said.substring(brace)), "exception_");
      } catch (IllegalArgumentException _) {
        return new Failure("", said, null);
      }
    }
    return new Failure("", said, null);
  }

  /** Reads an object whose names begin with a prefix. */
  static Failure of(JsonNode error, String prefix) {
    JsonNode position = error.path("position");
    return new Failure(
        error.path(prefix + "type").asText(),
        error.path(prefix + "message").asText(),
        position.isMissingNode() ? null : position.asInt());
  }

  /** The reason on one line, without the advice for those who write SQL that follows it. */
  String reason() {
    return message
        .split("\n\n|\nPossible |\nThe search space ", 2)[0]
        .replaceAll("\\s*\n\\s*", " ")
        .strip();
  }

  /** Whether it says nothing about the query or the files. */
  boolean passes() {
    return type.equalsIgnoreCase("INTERRUPT") || type.equalsIgnoreCase("Out of Memory");
  }

  /** The same with its line and column in a query. */
  SqlError in(String sql) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    if (position == null || position < 0 || position > bytes.length) {
      return new SqlError(0, 0, message);
    }
    String before = new String(bytes, 0, position, StandardCharsets.UTF_8);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int start = before.lastIndexOf('\n') + 1;
    return new SqlError(line, before.codePointCount(start, before.length()) + 1, message);
  }
}
