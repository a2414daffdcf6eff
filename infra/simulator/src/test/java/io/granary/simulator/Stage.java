package io.granary.simulator;

import static java.util.Objects.requireNonNull;

import io.granary.api.LambdaFunction;
import io.granary.api.QueueFunction;
import io.granary.api.ScheduledFunction;
import io.granary.database.Databases;
import io.granary.domain.Ids;
import io.granary.testing.EmbeddedStack;
import io.granary.testing.TestContext;
import io.granary.testing.TestSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The functions on the class path, on which one world after the other is played. They are made
 * once; each world begins with empty stores.
 */
final class Stage implements AutoCloseable {
  /** Users are made anew by each world; what Flyway has noted stays. */
  private static final String TABLES =
      """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname not like 'flyway%' order by 1
      """;

  /** Few files in each part, so that few make several. */
  static final Map<String, Object> SMALL_PARTS = Map.of("granary.archive.part-members", 3);

  private final EmbeddedStack stack;
  private final Connection owner;
  private final String clearing;
  private final SeededRandom random = new SeededRandom();
  private final ApplicationContext context;
  private final List<QueueFunction> functions = new ArrayList<>();
  private final List<ScheduledFunction> scheduled = new ArrayList<>();
  private final FunctionLog log = new FunctionLog();
  private @Nullable World world;
  private int ticks;

  /**
   * @param settings what is set otherwise than usual
   */
  Stage(EmbeddedStack stack, Map<String, Object> settings) throws SQLException {
    this.stack = stack;
    this.owner = stack.ownerConnection();
    this.clearing = clearing(owner);
    Map<String, Object> all = new HashMap<>(stack.properties());
    all.putAll(TestSettings.fresh());
    all.put("granary.ingest.parallel-writes", 1);
    all.putAll(settings);
    InstantSource clock = () -> world().clock().instant();
    var database = new SimulatedDatabase(all, this::world);
    var s3 = new SimulatedS3(this::world);
    var sqs = new SimulatedSqs(this::world, stack.names().queuePrefix());
    this.context =
        ApplicationContext.builder()
            .environments("test")
            .properties(all)
            .beanDefinitions(
                bean(InstantSource.class, clock),
                bean(Ids.class, new Ids(clock, random)),
                bean(S3Client.class, s3),
                bean(SqsClient.class, sqs),
                bean(Jdbi.class, Databases.jdbi(database)))
            .start();
    for (BeanIntrospection<Object> found :
        BeanIntrospector.SHARED.findIntrospections(LambdaFunction.class)) {
      if (QueueFunction.class.isAssignableFrom(found.getBeanType())) {
        functions.add((QueueFunction) function(found.getBeanType()));
      } else if (ScheduledFunction.class.isAssignableFrom(found.getBeanType())) {
        scheduled.add((ScheduledFunction) function(found.getBeanType()));
      }
    }
  }

  private static <T> RuntimeBeanDefinition<T> bean(Class<T> type, T bean) {
    return RuntimeBeanDefinition.builder(type, () -> bean)
        .singleton(true)
        .exposedTypes(type)
        .replaces(type)
        .build();
  }

  private Object function(Class<?> type) {
    try {
      return type.getConstructor(ApplicationContext.class).newInstance(context);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make the function " + type, e);
    }
  }

  /** Begins a world; what was before is forgotten. */
  World begin(long seed, Weather weather) {
    if (world != null) {
      world.close();
    }
    clear();
    var next = new World(seed, weather);
    world = next;
    ticks = 0;
    random.follow(next.choices().split());
    log.follow(next);
    functions.forEach(function -> next.add(new Feed(next, function)));
    next.objects().onCreated(new DropEvents(next, stack.names().bucket())::created);
    return next;
  }

  /** Lets the clock call every function that it calls at all. */
  void tick() {
    tick(true);
  }

  /** The same, and none of them meets a fault. */
  void tickInPeace() {
    tick(false);
  }

  private void tick(boolean mayBreak) {
    World now = world();
    for (ScheduledFunction function : scheduled) {
      LambdaFunction declared =
          requireNonNull(function.getClass().getAnnotation(LambdaFunction.class));
      Instant deadline = now.clock().instant().plus(Duration.ofSeconds(declared.timeoutSeconds()));
      var context = now.clock().until(deadline);
      now.crowd()
          .begin(
              new Invocation(
                  declared.name() + "#" + ++ticks,
                  deadline,
                  mayBreak,
                  () -> scheduledRun(function, context)));
    }
  }

  private void scheduledRun(ScheduledFunction function, TestContext context) {
    try {
      function.handleRequest(Map.of(), context);
    } catch (RuntimeException e) {
      // As Lambda: what a schedule began in vain, the next begins again.
      world().tell(e);
    }
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  ApplicationContext context() {
    return context;
  }

  /** A connection that no world knows of, to look at what it has come to. */
  Connection owner() {
    return owner;
  }

  private World world() {
    return requireNonNull(world);
  }

  private void clear() {
    try (Statement statement = owner.createStatement()) {
      statement.execute(clearing);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot clear the database", e);
    }
  }

  private static String clearing(Connection owner) throws SQLException {
    List<String> statements = new ArrayList<>();
    statements.add("set session_replication_role = replica");
    try (Statement statement = owner.createStatement();
        ResultSet tables = statement.executeQuery(TABLES)) {
      while (tables.next()) {
        statements.add("delete from " + tables.getString(1));
      }
    }
    calm(owner);
    return String.join("; ", statements);
  }

  /**
   * Keeps the server from locking tables on its own account, as it does when it gives empty pages
   * back: after some thousand seeds that came between, and no seed asks for it.
   */
  private static void calm(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(
          """
          do $$
          declare leaf regclass;
          begin
            for leaf in
              select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'r' and n.nspname = 'public'
            loop
              execute format('alter table %s set (vacuum_truncate = false)', leaf);
            end loop;
          end $$
          """);
    }
  }

  @Override
  public void close() throws SQLException {
    if (world != null) {
      world.close();
    }
    log.close();
    context.close();
    owner.close();
  }
}
