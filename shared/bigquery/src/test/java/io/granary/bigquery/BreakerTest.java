package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Warehouse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BreakerTest {
  private static final Answer DOWN = Answer.error(503, "backendError", "Backend is down");

  /** Longer than a test takes. */
  private static final Duration LONG = Duration.ofHours(1);

  /** So short that a test can ask until it is over. */
  private static final Duration SHORT = Duration.ofMillis(100);

  @RegisterExtension final Cloud cloud = new Cloud();

  private static Optional<GranaryException> refusal(Warehouse warehouse) {
    try {
      warehouse.query(Cloud.query(1));
      return Optional.empty();
    } catch (GranaryException e) {
      return Optional.of(e);
    }
  }

  private static void fail(Warehouse warehouse) {
    refusal(warehouse);
    refusal(warehouse);
  }

  @Test
  void afterFiveFailuresInARowNothingIsSent() {
    Warehouse warehouse = cloud.resting(LONG);
    cloud.fake().always(DOWN);
    fail(warehouse);
    assertThat(cloud.fake().asked()).hasSize(Breaker.FAILURES);
    assertThat(cloud.time().pauses()).as("none after the last").hasSize(Cloud.ATTEMPTS - 1);
    long waited = cloud.time().nanos();

    GranaryException refusal = refusal(warehouse).orElseThrow();

    assertThat(refusal.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE);
    assertThat(refusal)
        .hasMessage(
            "Cannot query tables-1.raw_data: BigQuery cannot do it now: it has failed 5 times in a"
                + " row, and is left alone for 3600000 ms");
    assertThat(refusal.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(59), LONG);
    assertThat(cloud.fake().asked()).hasSize(Breaker.FAILURES);
    assertThat(cloud.time().nanos()).as("nobody waits").isEqualTo(waited);
  }

  @Test
  void allThatAskTheSameBigQueryAreTold() {
    Warehouse warehouse = cloud.resting(LONG);
    cloud.fake().always(DOWN);
    fail(warehouse);

    assertThat(catching(() -> warehouse.table("orders"))).contains(Code.WAREHOUSE_UNAVAILABLE);
    assertThat(catching(() -> warehouse.dryRun("SELECT 1"))).contains(Code.WAREHOUSE_UNAVAILABLE);
    assertThat(catching(warehouse::tables)).contains(Code.WAREHOUSE_UNAVAILABLE);
    assertThat(cloud.fake().asked()).hasSize(Breaker.FAILURES);
  }

  private static Optional<Code> catching(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (GranaryException e) {
      return Optional.of(e.code());
    }
  }

  @Test
  void whatBigQueryRefusesIsNoFailure() {
    Warehouse warehouse = cloud.resting(LONG);
    cloud.fake().always(Answer.error(403, "accessDenied", "Access Denied"));

    for (int i = 0; i < 3 * Breaker.FAILURES; i++) {
      assertThat(refusal(warehouse).orElseThrow().code()).isEqualTo(Code.WAREHOUSE_DENIED);
    }

    assertThat(cloud.fake().asked()).hasSize(3 * Breaker.FAILURES);
  }

  @Test
  void failuresWithAnAnswerBetweenAreNotInARow() {
    Warehouse warehouse = cloud.resting(LONG);
    for (int i = 0; i < Breaker.FAILURES; i++) {
      cloud.fake().next(Cloud.ATTEMPTS - 1, DOWN);
      assertThat(refusal(warehouse)).isEmpty();
    }
  }

  @Test
  void oneRequestIsLetThroughAfterTheRestAndDecides() {
    Warehouse warehouse = cloud.resting(SHORT);
    cloud.fake().always(DOWN);
    fail(warehouse);
    while (cloud.fake().asked().size() == Breaker.FAILURES) {
      refusal(warehouse);
    }
    assertThat(cloud.fake().asked()).as("it is still down").hasSize(Breaker.FAILURES + 1);
  }

  @Test
  void whenItIsThereAgainAllIsAsBefore() {
    Warehouse warehouse = cloud.resting(SHORT);
    cloud.fake().next(Breaker.FAILURES, DOWN);
    fail(warehouse);

    long refused = 0;
    while (refusal(warehouse).isPresent()) {
      refused++;
    }

    assertThat(refused).isPositive();
    assertThat(refusal(warehouse)).isEmpty();
    cloud.fake().next(Cloud.ATTEMPTS - 1, DOWN);
    assertThat(refusal(warehouse)).as("a few failures are tried again").isEmpty();
  }
}
