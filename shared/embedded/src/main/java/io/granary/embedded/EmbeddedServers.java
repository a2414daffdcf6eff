package io.granary.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all servers until no client has been connected for a while. One process serves a folder; a
 * second one that is started for it ends at once. What a killed one has left is stopped first.
 */
public final class EmbeddedServers {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);

  private EmbeddedServers() {}

  /**
   * Starts the servers.
   *
   * @param args the folder, the file to write when all are up, the port of S3 (0: any), what to do
   *     about a crash of the machine ({@code durable} or {@code fast}), and how many seconds to
   *     stay without clients
   */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path ready = Path.of(args[1]).toAbsolutePath();
    Files.createDirectories(home);
    try (FileChannel file =
            FileChannel.open(
                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        LOG.warn("Another process serves {}", home);
        return;
      }
      run(
          home,
          ready,
          Integer.parseInt(args[2]),
          args[3].equals("durable"),
          Duration.ofSeconds(Long.parseLong(args[4])));
    }
  }

  private static void run(Path home, Path ready, int s3Port, boolean durable, Duration linger)
      throws Exception {
    Files.deleteIfExists(ready);
    Properties credentials = credentials(home);
    try (var postgres = Postgres.start(home.resolve("postgres"), durable);
        var queues = QueueServer.start(home.resolve("queues"));
        var objects = ObjectServer.start(home.resolve("objects"), s3Port, credentials, queues);
        var values = ValueServer.start(home.resolve("values"));
        var control = new ControlSocket(objects, queues)) {
      var shutdown =
          new Thread(
              () -> {
                postgres.stop();
                deleteQuietly(ready);
              });
      Runtime.getRuntime().addShutdownHook(shutdown);
      var facts = new Properties();
      facts.putAll(credentials);
      facts.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
      facts.setProperty("control_port", Integer.toString(control.port()));
      facts.setProperty("postgres_url", postgres.url());
      facts.setProperty("s3_url", objects.url());
      facts.setProperty("region", ObjectServer.REGION);
      facts.setProperty("sqs_url", queues.url());
      facts.setProperty("dynamodb_url", values.url());
      facts.setProperty("dynamodb_table", ValueServer.TABLE);
      write(facts, ready);
      control.serve(linger);
    } finally {
      deleteQuietly(ready);
    }
    // The servers leave threads behind that are no daemons.
    System.exit(0);
  }

  /** The key pair of S3, made once for a folder. */
  private static Properties credentials(Path home) throws IOException {
    Path file = home.resolve("credentials.properties");
    var credentials = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        credentials.load(in);
      }
      return credentials;
    }
    credentials.setProperty("access_key_id", "GRANARY" + random().substring(0, 13));
    credentials.setProperty("secret_access_key", random());
    write(credentials, file);
    return credentials;
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
  }

  /** A reader sees the whole file or none. */
  private static void write(Properties properties, Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try (var out = Files.newBufferedWriter(draft)) {
      properties.store(out, null);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("Cannot remove {}", file, e);
    }
  }
}
