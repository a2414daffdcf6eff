package io.granary.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Starts the servers of a folder or joins those that run, and holds on to them until it is closed
 * or its process ends. It needs the JDK only, so that nothing of the servers reaches its class
 * path.
 */
public final class EmbeddedClient implements Servers, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Properties facts;
  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  private EmbeddedClient(Properties facts, Socket socket) throws IOException {
    this.facts = facts;
    this.socket = socket;
    this.in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    this.out = socket.getOutputStream();
  }

  /**
   * How to start the servers.
   *
   * @param repository root of the checkout, whose build knows their class path
   * @param home the folder of their data
   * @param s3Port 0 for any
   * @param isDurable whether a crash of the machine may lose nothing; tests need not wait for that
   * @param linger how long they stay without a client
   */
  public record Start(Path repository, Path home, int s3Port, boolean isDurable, Duration linger) {
    Path ready() {
      return home.resolve("ready.properties");
    }
  }

  /**
   * Starts or joins.
   *
   * @throws IOException when they do not come up; the message names their log
   */
  public static EmbeddedClient startOrJoin(Start start) throws IOException {
    Files.createDirectories(start.home());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Process child = null;
    while (System.nanoTime() < deadline) {
      EmbeddedClient joined = join(start.ready());
      if (joined != null) {
        return joined;
      }
      // The one that is alive may be on its way up, or down: then it is started again.
      if (child == null || !child.isAlive()) {
        child = launch(start);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IOException("Cannot start the servers; see " + log(start));
  }

  private static @Nullable EmbeddedClient join(Path ready) {
    if (!Files.exists(ready)) {
      return null;
    }
    var facts = new Properties();
    try (var reader = Files.newBufferedReader(ready)) {
      facts.load(reader);
    } catch (IOException _) {
      return null;
    }
    try {
      int port = Integer.parseInt(facts.getProperty("control_port"));
      return new EmbeddedClient(facts, new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException | NumberFormatException _) {
      // Left by one that was killed.
      return null;
    }
  }

  private static Process launch(Start start) throws IOException {
    Path target = start.repository().resolve("shared/embedded/target");
    Path classPath = target.resolve("embedded.classpath");
    if (!Files.exists(classPath)) {
      throw new IOException("Cannot start the servers: build shared/embedded first");
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            target.resolve("classes") + File.pathSeparator + Files.readString(classPath).strip(),
            "io.granary.embedded.EmbeddedServers",
            start.home().toString(),
            start.ready().toString(),
            Integer.toString(start.s3Port()),
            start.isDurable() ? "durable" : "fast",
            Long.toString(start.linger().toSeconds()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(start).toFile()))
        .start();
  }

  private static Path log(Start start) {
    return start.home().resolve("servers.log");
  }

  @Override
  public String postgresUrl() {
    return fact("postgres_url");
  }

  @Override
  public String s3Url() {
    return fact("s3_url");
  }

  @Override
  public String sqsUrl() {
    return fact("sqs_url");
  }

  @Override
  public String dynamodbUrl() {
    return fact("dynamodb_url");
  }

  @Override
  public String dynamodbTable() {
    return fact("dynamodb_table");
  }

  @Override
  public String region() {
    return fact("region");
  }

  @Override
  public String accessKeyId() {
    return fact("access_key_id");
  }

  @Override
  public String secretAccessKey() {
    return fact("secret_access_key");
  }

  /** The process of the servers. */
  public long pid() {
    return Long.parseLong(fact("pid"));
  }

  @Override
  public void createBucket(String bucket) throws IOException {
    command("bucket " + bucket);
  }

  @Override
  public void createQueue(String queue) throws IOException {
    command("queue " + queue);
  }

  @Override
  public void route(String bucket, String queue) throws IOException {
    command("route " + bucket + " " + queue);
  }

  private synchronized void command(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    String answer = in.readLine();
    if (!"ok".equals(answer)) {
      throw new IOException("Cannot do '%s': %s".formatted(line, answer));
    }
  }

  private String fact(String name) {
    return Objects.requireNonNull(facts.getProperty(name), name);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
