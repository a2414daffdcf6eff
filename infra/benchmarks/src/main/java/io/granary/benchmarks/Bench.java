package io.granary.benchmarks;

import io.granary.api.GatewayFunction;
import io.granary.database.DatasetRepository;
import io.granary.database.DatasetRepository.NewDataset;
import io.granary.database.Ingest;
import io.granary.database.IngestBeginRepository;
import io.granary.database.IngestBeginRepository.NewIngest;
import io.granary.database.IngestPartRepository;
import io.granary.database.IngestPartRepository.Reached;
import io.granary.database.IngestRepository;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Ids;
import io.granary.embedded.EmbeddedClient;
import io.granary.storage.Objects;
import io.granary.testing.EmbeddedStack;
import io.granary.testing.QueuePoller;
import io.granary.testing.TestSettings;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The ingest functions on durable embedded servers, in a database of their own. */
final class Bench implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedStack stack;
  private final Map<String, Object> settings;
  private final User user;

  private Bench(ApplicationContext context, EmbeddedStack stack, Map<String, Object> settings) {
    this.context = context;
    this.stack = stack;
    this.settings = Map.copyOf(settings);
    String id = UUID.randomUUID().toString().substring(0, 8);
    this.user = new User(bean(Ids.class).next(), "bench-" + id, id + "@example.com", "user", now());
    bean(UserRepository.class).insert(user, "!");
  }

  static Bench open(EmbeddedClient servers) throws IOException {
    String id = UUID.randomUUID().toString().substring(0, 8);
    var stack =
        EmbeddedStack.fresh(
            servers, new EmbeddedStack.Names("bench_" + id, "bench-" + id, "bench-" + id + "-"));
    Map<String, Object> settings = new HashMap<>(stack.properties());
    settings.putAll(TestSettings.fresh());
    var bench = new Bench(ApplicationContext.run(settings, "bench"), stack, settings);
    stack.routeDrops();
    return bench;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Jdbi jdbi() {
    return bean(Jdbi.class);
  }

  /** The entry of all operations. */
  GatewayFunction gateway() {
    return new GatewayFunction(context);
  }

  Objects objects() {
    return bean(Objects.class);
  }

  User user() {
    return user;
  }

  /** What the functions are configured with. */
  Map<String, Object> settings() {
    return settings;
  }

  EmbeddedStack stack() {
    return stack;
  }

  QueuePoller poller() {
    return QueuePoller.of(context, stack.names().queuePrefix());
  }

  /** A dataset whose one part is planned; what is in it is up to the caller. */
  record Begun(UUID dataset, UUID ingest, UUID job) {}

  Begun begin(String name) {
    Ids ids = bean(Ids.class);
    var begun = new Begun(ids.next(), ids.next(), ids.next());
    // Before the transaction, whose handle knows the rows that are known by then.
    var ingests = bean(IngestRepository.class);
    jdbi()
        .useTransaction(
            handle -> {
              bean(DatasetRepository.class)
                  .insert(
                      handle,
                      new NewDataset(
                          begun.dataset(), user.id(), name, null, "upload", null, now()));
              bean(JobRepository.class)
                  .insert(handle, begun.job(), "ingest", begun.dataset(), user.id(), now());
              bean(IngestBeginRepository.class)
                  .insert(
                      handle,
                      new NewIngest(
                          begun.ingest(),
                          begun.dataset(),
                          begun.job(),
                          user.id(),
                          Ingest.Mode.CREATE,
                          false,
                          null,
                          null,
                          null),
                      now());
              Ingest attempt = ingests.find(begun.ingest()).orElseThrow();
              ingests.plan(handle, attempt, "", "image", List.of("{}"), now());
              bean(IngestPartRepository.class)
                  .pass(handle, attempt.id(), 0, 0, 1, Reached.END, now());
            });
    return begun;
  }

  /** Whether a dataset of this name is ready. */
  boolean isReady(String name) {
    return jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) > 0 from datasets where name = :name and owner_id = :user"
                            + " and status = 'ready'")
                    .bind("name", name)
                    .bind("user", user.id())
                    .mapTo(Boolean.class)
                    .one());
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    context.close();
  }
}
