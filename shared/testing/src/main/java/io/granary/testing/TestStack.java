package io.granary.testing;

import static java.util.Objects.requireNonNull;

import io.granary.api.AccessTokens;
import io.granary.api.GatewayFunction;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Ids;
import io.granary.storage.Objects;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JUnit extension: the functions on the class path, on real servers, with a database, bucket and
 * queues that only this test class has. {@link TestServers} says which servers they are.
 */
public final class TestStack implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
  private static final Logger LOG = LoggerFactory.getLogger(TestStack.class);

  private @Nullable EmbeddedStack stack;
  private @Nullable ApplicationContext context;
  private @Nullable GatewayFunction gateway;
  private @Nullable QueuePoller poller;
  private @Nullable Path warehouse;
  private final Map<String, Object> properties = new HashMap<>();
  private final Map<String, Object> settings;

  public TestStack() {
    this(Map.of());
  }

  /**
   * @param settings what this class sets otherwise
   */
  public TestStack(Map<String, Object> settings) {
    this.settings = Map.copyOf(settings);
  }

  /** Skips what is being tested where its servers cannot run, and says so. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    return TestServers.obstacle()
        .map(
            obstacle -> {
              LOG.warn("Skipped {}: {}", test.getDisplayName(), obstacle);
              return ConditionEvaluationResult.disabled(obstacle);
            })
        .orElseGet(() -> ConditionEvaluationResult.enabled(null));
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    open(test.getRequiredTestClass());
  }

  /** Starts it for a class that no extension can be registered with. */
  public void open(Class<?> test) throws IOException {
    String id = UUID.randomUUID().toString().substring(0, 8);
    String name = test.getSimpleName().toLowerCase(Locale.ROOT);
    String shortName = name.substring(0, Math.min(30, name.length()));
    stack =
        EmbeddedStack.fresh(
            TestServers.get(),
            new EmbeddedStack.Names(
                "t_" + shortName + "_" + id, shortName + "-" + id, id + "-" + shortName + "-"));
    properties.putAll(stack.properties());
    properties.putAll(TestSettings.fresh());
    warehouse = Files.createTempDirectory("granary-warehouse-");
    properties.put("granary.duckdb.directory", warehouse.toString());
    properties.put("granary.duckdb.memory-mib", 256);
    properties.putAll(settings);
    context = ApplicationContext.run(properties, "test");
    gateway = new GatewayFunction(context);
    stack.routeDrops();
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    close();
  }

  /** Ends what {@link #open} has started. */
  public void close() throws IOException {
    if (context != null) {
      context.close();
    }
    if (warehouse != null) {
      try (Stream<Path> files = Files.walk(warehouse)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The settings that the functions are started with. */
  public Map<String, Object> properties() {
    return Map.copyOf(properties);
  }

  public ApplicationContext context() {
    return requireNonNull(context);
  }

  /** A bean of the functions. */
  public <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  public EmbeddedStack stack() {
    return requireNonNull(stack);
  }

  /** The entry of all operations. */
  public GatewayFunction gateway() {
    return requireNonNull(gateway);
  }

  /** The folder whose files are the tables of this class; it is empty at first. */
  public Path warehouse() {
    return requireNonNull(warehouse);
  }

  /** Puts a small shop into the warehouse. */
  public SampleShop shop() throws IOException {
    SampleShop shop = SampleShop.small();
    shop.writeTo(warehouse());
    return shop;
  }

  public Objects objects() {
    return bean(Objects.class);
  }

  /** Callers without a token. */
  public ApiClient anonymous() {
    return new ApiClient(gateway(), null);
  }

  /** A caller who has just made an account. */
  public ApiClient signedIn(String username) {
    return as(user(username));
  }

  public ApiClient as(User user) {
    return new ApiClient(gateway(), bean(AccessTokens.class).issue(user.id()));
  }

  /** Makes an account that nobody can log in to by password. */
  public User user(String username) {
    var user =
        new User(
            bean(Ids.class).next(),
            username,
            username + "@example.com",
            "user",
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    bean(UserRepository.class).insert(user, "!");
    return user;
  }

  /** Makes an account that may see everything. */
  public User admin(String username) {
    User user = user(username);
    stack().executeAsOwner("update users set role = 'admin' where id = '%s'".formatted(user.id()));
    return new User(user.id(), user.username(), user.email(), "admin", user.createdAt());
  }

  /** Another process with the same functions, on the same stores. */
  public Twin twin() {
    return new Twin(ApplicationContext.run(Map.copyOf(properties), "test"));
  }

  /** A second context of functions. */
  public static final class Twin implements AutoCloseable {
    private final ApplicationContext context;
    private final GatewayFunction gateway;

    private Twin(ApplicationContext context) {
      this.context = context;
      this.gateway = new GatewayFunction(context);
    }

    public ApiClient as(User user) {
      return new ApiClient(gateway, context.getBean(AccessTokens.class).issue(user.id()));
    }

    @Override
    public void close() {
      context.close();
    }
  }

  /** Takes messages until no queue has any. */
  public void drain() {
    QueuePoller taking = poller;
    if (taking == null) {
      taking = QueuePoller.of(context(), stack().names().queuePrefix());
      poller = taking;
    }
    taking.drain(stack().servers().eventDelaySeconds());
  }
}
