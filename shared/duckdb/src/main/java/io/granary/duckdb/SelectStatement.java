package io.granary.duckdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.granary.warehouse.DryRun.SqlError;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One statement that only reads, as DuckDB's own parser sees it before anything of it has run. It
 * must be known before it is prepared, because preparing runs all statements but the last.
 *
 * @param tables the names of a schema's tables that it reads, as they are written
 */
record SelectStatement(String text, Set<String> tables) {
  /** Functions that stand for a table and read no file. */
  private static final Set<String> FUNCTIONS = Set.of("unnest", "range", "generate_series");

  /** DuckDB lets expressions be nested 1,000 deep, each in a few levels of JSON. */
  private static final ObjectMapper TREES =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(10_000).build())
              .build());

  static SelectStatement parse(Session session, String sql, String schema)
      throws SQLException, StatementException {
    if (sql.indexOf('\0') >= 0) {
      throw refused("Cannot run a query with the character NUL");
    }
    JsonNode parsed = serialized(session, sql);
    if (parsed.path("error").asBoolean()) {
      throw new StatementException(Failure.of(parsed, "error_").in(sql));
    }
    JsonNode statements = parsed.path("statements");
    if (statements.size() != 1) {
      throw refused("Cannot run more or less than one statement: " + statements.size());
    }
    Set<String> tables = new TreeSet<>();
    Deque<JsonNode> left = new ArrayDeque<>();
    left.push(statements.get(0));
    while (!left.isEmpty()) {
      JsonNode node = left.pop();
      String type = node.path("type").asText();
      if (type.equals("BASE_TABLE") && node.path("schema_name").asText().equalsIgnoreCase(schema)) {
        tables.add(node.path("table_name").asText());
      } else if (type.equals("TABLE_FUNCTION")) {
        String function = node.path("function").path("function_name").asText();
        if (!FUNCTIONS.contains(function.toLowerCase(Locale.ROOT))) {
          throw refused("Cannot run the table function " + function);
        }
      }
      node.forEach(left::push);
    }
    return new SelectStatement(sql, tables);
  }

  private static JsonNode serialized(Session session, String sql)
      throws SQLException, StatementException {
    try (PreparedStatement ask = session.prepare("SELECT json_serialize_sql(?)")) {
      ask.setString(1, sql);
      try (ResultSet answer = ask.executeQuery()) {
        answer.next();
        return TREES.readTree(answer.getString(1));
      }
    } catch (JsonProcessingException _) {
      throw refused("Cannot run a query that is nested so deep");
    }
  }

  private static StatementException refused(String message) {
    return new StatementException(new SqlError(0, 0, message));
  }

  /** The statement that gives its first rows alone, in the same order. */
  String limitedTo(int rows) {
    String body = text.stripTrailing();
    while (body.endsWith(";")) {
      body = body.substring(0, body.length() - 1).stripTrailing();
    }
    return "SELECT * FROM (\n" + body + "\n) LIMIT " + rows;
  }
}
