package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fifty requests a second and two hundred at once, on a clock that stands. */
final class RateLimitsTest {
  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  @RegisterExtension
  static final TestStack STACK =
      new TestStack(
          Map.of(
              "granary.rate.per-second",
              50,
              "granary.rate.burst",
              200,
              "granary.auth.access-token-life",
              "9h",
              "granary.test.clock",
              "stands"));

  @Factory
  @Requires(property = "granary.test.clock")
  static final class StandingClock {
    @Primary
    @Singleton
    InstantSource clock() {
      return NOW::get;
    }
  }

  @Test
  void aBurstIsServedAndThenFiftyASecond() {
    ApiClient client = STACK.signedIn("ann");

    assertThat(served(client, 260)).isEqualTo(200);
    Answer refused = client.post("/api/make", Map.of("count", 1));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("RATE_LIMITED");
    assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isEqualTo(1);

    pass(1000);
    assertThat(served(client, 100)).isEqualTo(50);
    pass(1000);
    assertThat(served(client, 100)).isEqualTo(50);
    pass(60_000);
    assertThat(served(client, 300)).isEqualTo(200);
  }

  @Test
  void oneUserDoesNotSlowAnother() {
    ApiClient busy = STACK.signedIn("bob");
    served(busy, 210);

    assertThat(served(STACK.signedIn("cyn"), 10)).isEqualTo(10);
  }

  @Test
  void manyProcessesWithOneRequestEachTakeOneTokenEach() {
    var user = STACK.user("eva");
    for (int i = 0; i < 15; i++) {
      try (TestStack.Twin twin = STACK.twin()) {
        assertThat(served(twin.as(user), 1)).isEqualTo(1);
      }
    }
    assertThat(served(STACK.as(user), 250)).isEqualTo(185);
  }

  @Test
  void functionsShareWhatAUserMay() throws InterruptedException, ExecutionException {
    var user = STACK.user("dee");
    List<TestStack.Twin> twins = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      twins.add(STACK.twin());
    }
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (TestStack.Twin twin : twins) {
      tasks.add(() -> served(twin.as(user), 150));
    }
    int all = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var future : threads.invokeAll(tasks)) {
        all += future.get();
      }
    } finally {
      twins.forEach(TestStack.Twin::close);
    }
    assertThat(all).isEqualTo(200);
  }

  private static int served(ApiClient client, int requests) {
    int served = 0;
    for (int i = 0; i < requests; i++) {
      served += client.post("/api/make", Map.of("count", 1)).status() == 200 ? 1 : 0;
    }
    return served;
  }

  private static void pass(long millis) {
    NOW.updateAndGet(now -> now.plusMillis(millis));
  }
}
