package io.granary.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection whose statements another thread can stop. */
final class Session {
  private final Connection connection;
  private volatile @Nullable Statement running;

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Something to do with rows, before they are gone. */
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** A statement that has not run yet. */
  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  <T> T select(String sql, Reader<T> reader) throws SQLException {
    try (PreparedStatement statement = prepare(sql)) {
      running = statement;
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      } finally {
        running = null;
      }
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      running = statement;
      statement.execute(sql);
    } finally {
      running = null;
    }
  }

  /** Stops what runs now; nothing runs no longer. */
  void cancel() {
    Statement now = running;
    if (now != null) {
      try {
        now.cancel();
      } catch (SQLException _) {
        // It has ended meanwhile.
        return;
      }
    }
  }
}
