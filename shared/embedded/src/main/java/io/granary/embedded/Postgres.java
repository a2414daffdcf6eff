package io.granary.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL that keeps its data. */
final class Postgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
  private static final long STOP_SECONDS = 20;

  private final EmbeddedPostgres server;
  private boolean closed;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  static Postgres start(Path data, boolean durable) throws IOException {
    stopLeftover(data);
    Files.createDirectories(data);
    String flush = durable ? "on" : "off";
    return new Postgres(
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", flush)
            .setServerConfig("synchronous_commit", flush)
            .setServerConfig("full_page_writes", flush)
            .setServerConfig("max_wal_size", "2GB")
            .setServerConfig("shared_buffers", "256MB")
            .start());
  }

  /** JDBC URL of the superuser, whom this machine is trusted for. */
  String url() {
    return "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(server.getPort());
  }

  /** PostgreSQL outlives a kill of the process that started it; its pid file names it. */
  private static void stopLeftover(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    Optional<ProcessHandle> leftover =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> process.info().command().orElse("postgres").contains("postgres"));
    if (leftover.isPresent()) {
      LOG.warn("Stopping PostgreSQL {}, which an earlier run has left", pid);
      leftover.get().destroy();
      if (!hasEnded(leftover.get())) {
        leftover.get().destroyForcibly();
        hasEnded(leftover.get());
      }
    }
    Files.deleteIfExists(pidFile);
  }

  private static boolean hasEnded(ProcessHandle process) {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Stops it in order; a second call does nothing. */
  synchronized void stop() {
    if (!closed) {
      closed = true;
      try {
        server.close();
      } catch (IOException e) {
        LOG.warn("Cannot stop PostgreSQL", e);
      }
    }
  }
}
