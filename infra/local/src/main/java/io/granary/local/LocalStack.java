package io.granary.local;

import io.granary.api.GatewayFunction;
import io.granary.deletion.DeletionSweep;
import io.granary.domain.Ids;
import io.granary.embedded.EmbeddedClient;
import io.granary.ingest.Sweep;
import io.granary.json.Json;
import io.granary.passwords.Passwords;
import io.granary.setup.FirstAdmin;
import io.granary.storage.Objects;
import io.granary.testing.EmbeddedStack;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleShop;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.FileHandler;
import org.jdbi.v3.core.Jdbi;

/** The whole platform on one machine, from the folder where its state is kept. */
final class LocalStack implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final EmbeddedStack.Names NAMES =
      new EmbeddedStack.Names("granary", "granary-data", "granary-");

  private final Path home;
  private final FileHandler log;
  private final EmbeddedClient servers;
  private final ApplicationContext context;
  private final QueuePoller poller;
  private final HttpFront front;
  private final Schedules schedules;
  private final List<Thread> pollers = new ArrayList<>();
  private volatile boolean closed;

  private LocalStack(
      Path home,
      FileHandler log,
      EmbeddedClient servers,
      ApplicationContext context,
      QueuePoller poller,
      HttpFront front,
      Schedules schedules) {
    this.home = home;
    this.log = log;
    this.servers = servers;
    this.context = context;
    this.poller = poller;
    this.front = front;
    this.schedules = schedules;
  }

  /**
   * Where a stack lives and listens.
   *
   * @param root the checkout
   * @param port of HTTP; 0 for any
   * @param s3Port of S3; 0 for any
   */
  record Place(Path root, Path home, int port, int s3Port) {}

  /** Starts, or goes on where an earlier run was stopped or killed. */
  static LocalStack start(Place place) throws IOException {
    Files.createDirectories(place.home());
    FileHandler log = LocalLog.open(place.home());
    Secrets secrets = Secrets.of(place.home(), Instant.now());
    var warehouse = new LocalWarehouse(place.home());
    warehouse.fill(SampleShop.large(LocalDate.now(ZoneOffset.UTC)));
    EmbeddedClient servers =
        EmbeddedClient.startOrJoin(
            new EmbeddedClient.Start(
                place.root(), place.home().resolve("servers"), place.s3Port(), true, LINGER));
    EmbeddedStack stack = EmbeddedStack.lasting(servers, NAMES, secrets.runtimePassword());
    Map<String, Object> properties = new HashMap<>(stack.properties());
    properties.put("granary.auth.issuer", "https://granary.local");
    properties.put("granary.auth.signing-keys", secrets.signingKeys());
    properties.put("granary.auth.cursor-key", secrets.cursorKey());
    properties.put("granary.auth.access-token-life", Secrets.TOKEN_LIFE.toString());
    properties.put("granary.auth.registration", "open");
    properties.put("granary.duckdb.directory", warehouse.folder().toString());
    ApplicationContext context = ApplicationContext.run(properties, "local");
    var gateway = new GatewayFunction(context);
    makeAdmin(context, secrets);
    var local =
        new LocalStack(
            place.home(),
            log,
            servers,
            context,
            QueuePoller.of(context, NAMES.queuePrefix()),
            HttpFront.start(place.port(), gateway),
            Schedules.of(context));
    // Messages of an earlier run may wait for their time, or be gone.
    context.getBean(Sweep.class).resume();
    context.getBean(DeletionSweep.class).resume();
    stack.routeDrops();
    local.poll();
    local.schedules.start();
    local.describe(secrets);
    return local;
  }

  private static void makeAdmin(ApplicationContext context, Secrets secrets) {
    new FirstAdmin(
            context.getBean(Jdbi.class),
            context.getBean(Passwords.class),
            context.getBean(Ids.class),
            context.getBean(InstantSource.class))
        .make(new FirstAdmin.Wanted(ADMIN, "admin@granary.local"), secrets::adminPassword);
  }

  private void poll() {
    for (String queue : poller.queues()) {
      pollers.add(Thread.ofPlatform().name("poll-" + queue).daemon().start(() -> poll(queue)));
    }
  }

  private void poll(String queue) {
    while (!closed) {
      try {
        poller.poll(queue, 10);
      } catch (RuntimeException e) {
        if (!closed) {
          System.err.printf("Cannot poll the queue %s: %s%n", queue, e);
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says where everything is. */
  private void describe(Secrets secrets) throws IOException {
    Map<String, String> queues = new LinkedHashMap<>();
    poller.queues().forEach(q -> queues.put(q, NAMES.queuePrefix() + q));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("api_url", front.url());
    facts.put("s3_url", servers.s3Url());
    facts.put("bucket", NAMES.bucket());
    facts.put("region", servers.region());
    facts.put("aws_access_key_id", servers.accessKeyId());
    facts.put("aws_secret_access_key", servers.secretAccessKey());
    facts.put("dynamodb_url", servers.dynamodbUrl());
    facts.put("sqs_url", servers.sqsUrl());
    facts.put("queues", queues);
    facts.put("dynamodb_table", servers.dynamodbTable());
    facts.put("postgres_url", servers.postgresUrl().replace("/postgres?", "/granary?"));
    facts.put("warehouse_dir", new LocalWarehouse(home).folder().toString());
    facts.put("admin", Map.of("username", ADMIN, "password", secrets.adminPassword()));
    Path draft = home.resolve("stack.json.draft");
    Files.writeString(draft, Json.write(facts) + "\n");
    Files.move(
        draft, stackFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Path stackFile() {
    return home.resolve("stack.json");
  }

  EmbeddedClient servers() {
    return servers;
  }

  /** The data bucket, with the one pair of keys that everybody has here. */
  Objects objects() {
    return context.getBean(Objects.class);
  }

  String url() {
    return front.url();
  }

  String bucket() {
    return NAMES.bucket();
  }

  /** Stops taking work, lets what is under way end, and frees the servers. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    Files.deleteIfExists(stackFile());
    front.close();
    pollers.forEach(Thread::interrupt);
    schedules.close();
    context.close();
    servers.close();
    LocalLog.close(log);
  }
}
