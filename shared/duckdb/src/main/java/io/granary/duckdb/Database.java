package io.granary.duckdb;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.sql.Dialect;
import io.granary.warehouse.sql.Literal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duckdb.DuckDBConnection;

/**
 * One DuckDB in memory that reads the files of one folder and no others, brings in no extension,
 * and cannot be set otherwise.
 */
final class Database implements AutoCloseable {
  /** The most that results on their way take on disk. */
  private static final String MAX_TEMPORARY = "20GiB";

  private final DuckDBConnection root;
  private final Path temporary;
  private final Duration timeout;

  private Database(DuckDBConnection root, Path temporary, Duration timeout) {
    this.root = root;
    this.temporary = temporary;
    this.timeout = timeout;
  }

  /** Something to do with a connection. */
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  static Database open(DuckDbConfig config, Path folder) {
    try {
      Path temporary = Files.createTempDirectory("granary-duckdb-");
      var root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
      try (Statement statement = root.createStatement()) {
        for (String setting : settings(config, folder, temporary)) {
          statement.execute("SET " + setting);
        }
        FarmFingerprint.register(root);
        statement.execute("SET lock_configuration = true");
      }
      return new Database(root, temporary, config.timeout());
    } catch (SQLException | IOException e) {
      throw new GranaryException(Code.WAREHOUSE_UNAVAILABLE, "Cannot start DuckDB", e);
    }
  }

  private static List<String> settings(DuckDbConfig config, Path folder, Path temporary) {
    int threads =
        config.threads() == 0 ? Runtime.getRuntime().availableProcessors() : config.threads();
    return List.of(
        "TimeZone = 'UTC'",
        "memory_limit = '" + config.memoryMib() + "MiB'",
        "threads = " + threads,
        "temp_directory = " + text(temporary.toString()),
        "max_temp_directory_size = '" + MAX_TEMPORARY + "'",
        "errors_as_json = true",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_community_extensions = false",
        "allowed_directories = [" + text(folder.toString()) + "]",
        "enable_external_access = false");
  }

  /** A text as SQL has it. */
  static String text(String value) {
    return Dialect.duckDb().literal(new Literal.Text(value));
  }

  /** Does something on a connection of its own, and stops it when it takes too long. */
  <T> T run(Work<T> work) {
    try (Connection connection = root.duplicate()) {
      var session = new Session(connection);
      var task = new FutureTask<T>(() -> work.on(session));
      Thread thread = Thread.ofPlatform().daemon().name("duckdb-query").start(task);
      try {
        return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        stop(thread, session);
        throw new GranaryException(
            Code.WAREHOUSE_UNAVAILABLE,
            "Cannot finish the query: it runs for more than " + timeout);
      } catch (InterruptedException _) {
        stop(thread, session);
        Thread.currentThread().interrupt();
        throw new GranaryException(
            Code.WAREHOUSE_UNAVAILABLE, "Cannot finish the query: it was interrupted");
      } catch (ExecutionException e) {
        throw translated(e.getCause());
      }
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  private static RuntimeException translated(Throwable cause) {
    return switch (cause) {
      case SQLException e ->
          new GranaryException(
              Code.WAREHOUSE_QUERY_FAILED,
              "Cannot finish the query: " + Failure.of(e).message(),
              e);
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(cause);
    };
  }

  /** A cancellation before the query has begun is lost, so that it is said until the end. */
  private static void stop(Thread thread, Session session) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      session.cancel();
      try {
        thread.join(Duration.ofMillis(20));
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      root.close();
      try (var files = Files.list(temporary)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(temporary);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot stop DuckDB", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the temporary folder " + temporary, e);
    }
  }
}
