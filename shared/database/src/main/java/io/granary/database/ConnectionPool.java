package io.granary.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.crac.Context;
import org.crac.Resource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this process. Before the process is copied all of them are closed, with the
 * threads that look after them, so that no copy meets a socket of another; the next one is made
 * when it is asked for.
 */
public final class ConnectionPool implements ConnectionFactory, Resource, AutoCloseable {
  private final HikariConfig config;
  private @Nullable HikariDataSource open;
  private boolean closed;

  ConnectionPool(HikariConfig config) {
    this.config = config;
  }

  @Override
  public Connection openConnection() throws SQLException {
    return open().getConnection();
  }

  /** Asks the database for an answer, over a connection that is made if there is none. */
  public void check() throws SQLException {
    try (Connection connection = openConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }

  private synchronized HikariDataSource open() throws SQLException {
    if (closed) {
      throw new SQLException("Cannot connect: the pool is closed");
    }
    if (open == null) {
      open = new HikariDataSource(config);
    }
    return open;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    empty();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing is left that could be stale, and a database that wakes up may take longer than a
    // restore may.
  }

  /** Waits until every connection is closed. */
  private synchronized void empty() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    empty();
  }
}
