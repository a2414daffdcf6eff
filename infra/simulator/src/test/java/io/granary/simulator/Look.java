package io.granary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import io.granary.simulator.ObjectStore.Stored;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at what a world has come to, without a part in it. */
final class Look {
  private final Connection database;
  private final World world;

  Look(Connection database, World world) {
    this.database = database;
    this.world = world;
  }

  /** The rows that a statement gives, columns parted by blanks. */
  List<String> rows(String sql, Object... values) {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        List<String> rows = new ArrayList<>();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            row.add(String.valueOf(result.getString(column)));
          }
          rows.add(String.join(" ", row));
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot look: " + sql, e);
    }
  }

  /** Rows of two columns, the last of which is a number. */
  Map<String, Long> counts(String sql, Object... values) {
    Map<String, Long> counts = new TreeMap<>();
    for (String row : rows(sql, values)) {
      int blank = row.lastIndexOf(' ');
      counts.put(row.substring(0, blank), Long.parseLong(row.substring(blank + 1)));
    }
    return counts;
  }

  Optional<JsonNode> json(String key) {
    return world
        .objects()
        .find(key)
        .map(Stored::bytes)
        .map(bytes -> Json.tree(new String(bytes, StandardCharsets.UTF_8)));
  }

  World world() {
    return world;
  }
}
