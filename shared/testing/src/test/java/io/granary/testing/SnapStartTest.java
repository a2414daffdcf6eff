package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.JniHelper;
import io.granary.api.AccessTokens;
import io.granary.api.GatewayFunction;
import io.granary.database.ConnectionPool;
import io.granary.database.User;
import io.granary.domain.Ids;
import io.granary.testing.ApiClient.Answer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process that is copied: closed connections before, first requests after. */
final class SnapStartTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private TcpProxy postgres;
  private TcpProxy s3;
  private TcpProxy dynamo;

  @BeforeEach
  void standBetween() throws IOException {
    postgres = TcpProxy.before(URI.create(setting("granary.database.url").substring(5)));
    s3 = TcpProxy.before(URI.create(setting("granary.storage.s3-endpoint")));
    dynamo = TcpProxy.before(URI.create(setting("granary.storage.dynamodb-endpoint")));
  }

  @AfterEach
  void stepAside() throws IOException {
    for (TcpProxy proxy : proxies()) {
      proxy.close();
    }
  }

  private List<TcpProxy> proxies() {
    return List.of(postgres, s3, dynamo);
  }

  @Test
  void theFirstRequestsAfterEveryRestoreSucceed() throws Exception {
    User user = STACK.user("sleeper");
    try (var context = ApplicationContext.run(proxied(Map.of()), "test")) {
      var function = new GatewayFunction(context);
      var client = new ApiClient(function, context.getBean(AccessTokens.class).issue(user.id()));
      requestsSucceed(client, "before");
      for (String restore : List.of("first", "second")) {
        function.snapStart().beforeCheckpoint(null);
        killDatabaseConnections();
        proxies().forEach(TcpProxy::drop);
        function.snapStart().afterRestore(null);

        requestsSucceed(client, restore);
      }
    }
  }

  private static void requestsSucceed(ApiClient client, String key) {
    Answer made =
        client.send(
            "POST",
            "/api/make",
            Map.of("Idempotency-Key", key, "Content-Type", "application/json"),
            "{\"count\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(client.get("/api/large").status()).isEqualTo(303);
    assertThat(client.get("/api/who").status()).isEqualTo(200);
  }

  @Test
  void nothingIsConnectedAcrossASnapshot() throws Exception {
    User user = STACK.user("holder");
    try (var context =
        ApplicationContext.run(
            proxied(Map.of("aws.lambda.initialization.type", "snap-start")), "test")) {
      var function = new GatewayFunction(context);
      var client = new ApiClient(function, context.getBean(AccessTokens.class).issue(user.id()));
      requestsSucceed(client, "snap");
      assertThat(postgres.open()).isPositive();

      function.snapStart().beforeCheckpoint(null);

      for (TcpProxy proxy : proxies()) {
        await(() -> proxy.open() == 0);
        assertThat(proxy.accepted()).isPositive();
      }
      function.snapStart().afterRestore(null);
      requestsSucceed(client, "restored");
      assertThat(dynamo.open()).as("kept alive again").isPositive();
    }
  }

  @Test
  void theRuntimeReachesAFunctionThatItHasMade() throws Exception {
    Map<String, Object> settings = proxied(Map.of("granary.function", "who"));
    settings.forEach((name, value) -> System.setProperty(name, value.toString()));
    try {
      // Nobody but the registration holds on to it.
      assertThatCode(GatewayFunction::new).doesNotThrowAnyException();
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
    System.gc();
    // The runtime has loaded it for itself by then.
    JniHelper.load();
    assertThat(postgres.accepted()).as("before the checkpoint").isZero();

    Core.getGlobalContext().beforeCheckpoint(null);

    assertThat(postgres.accepted()).as("primed").isPositive();
    assertThat(dynamo.accepted()).as("primed").isPositive();
    await(() -> postgres.open() == 0);
    Core.getGlobalContext().afterRestore(null);
  }

  @Test
  void copiesOfOneProcessMakeDifferentIdentifiers() throws Exception {
    var same = new HashMap<>(STACK.properties());
    same.put("test.same-randomness", true);
    try (var one = ApplicationContext.run(same, "test");
        var other = ApplicationContext.run(same, "test")) {
      assertThat(next(one)).as("copies as they are").isEqualTo(next(other));

      for (ApplicationContext copy : List.of(one, other)) {
        var hooks = new GatewayFunction(copy).snapStart();
        hooks.afterRestore(null);
      }

      assertThat(next(one)).isNotEqualTo(next(other));
    }
  }

  private static Object next(ApplicationContext context) {
    return context.getBean(Ids.class).next();
  }

  @Test
  void randomnessThatIsNotOursComesFromTheSystem() {
    assertThat(new SecureRandom().getAlgorithm()).isEqualTo("NativePRNG");
  }

  @Test
  void aSnapshotIsTakenAlsoWhenNothingCanBeReached() throws Exception {
    var away = new HashMap<>(STACK.properties());
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    away.put("granary.database.url", "jdbc:postgresql://localhost:%d/none".formatted(nobody));
    away.put("granary.storage.dynamodb-endpoint", "http://localhost:" + nobody);
    away.put("granary.function", "make");
    away.put("granary.snap-start.patience", "1s");
    try (var context = ApplicationContext.run(away, "test")) {
      var hooks = new GatewayFunction(context).snapStart();

      assertThatCode(() -> hooks.beforeCheckpoint(null)).doesNotThrowAnyException();

      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .noneMatch(name -> name.contains(":connection-adder"));
      assertThatCode(() -> hooks.afterRestore(null)).doesNotThrowAnyException();
    }
  }

  private static void killDatabaseConnections() throws SQLException {
    STACK.bean(ConnectionPool.class).beforeCheckpoint(null);
    try (Connection owner = STACK.stack().ownerConnection();
        Statement statement = owner.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }
  }

  private Map<String, Object> proxied(Map<String, Object> more) {
    var settings = new HashMap<>(STACK.properties());
    settings.computeIfPresent("granary.database.url", (_, url) -> postgres.instead(url.toString()));
    settings.computeIfPresent(
        "granary.storage.s3-endpoint", (_, url) -> s3.instead(url.toString()));
    settings.computeIfPresent(
        "granary.storage.dynamodb-endpoint", (_, url) -> dynamo.instead(url.toString()));
    settings.putAll(more);
    return settings;
  }

  private static String setting(String name) {
    return String.valueOf(STACK.properties().get(name));
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Processes that hold the same state, as copies do; their clock stands. */
  @Factory
  @Requires(property = "test.same-randomness")
  static final class SameRandomness {
    @Singleton
    @Primary
    Ids ids() throws NoSuchAlgorithmException {
      var random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(42);
      return new Ids(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), random);
    }
  }
}
