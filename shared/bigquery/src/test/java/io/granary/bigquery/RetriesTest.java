package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetriesTest {
  @RegisterExtension final Cloud cloud = new Cloud();

  private GranaryException refusal() {
    try {
      cloud.in("EU").query(Cloud.query(1));
    } catch (GranaryException e) {
      return e;
    }
    throw new AssertionError("Nothing was refused");
  }

  @ParameterizedTest
  @CsvSource({
    "429, rateLimitExceeded",
    "503, backendError",
    "500, internalError",
    "403, rateLimitExceeded",
    "403, quotaExceeded",
    "400, jobRateLimitExceeded",
    "502, ''",
    "504, backendError"
  })
  void whatPassesIsTriedAgain(int status, String reason) {
    cloud.fake().next(2, Answer.error(status, reason, "later"));

    assertThat(cloud.in("EU").query(Cloud.query(1)).values()).isEmpty();

    assertThat(cloud.fake().jobs().ids()).containsExactly(Cloud.JOB);
    assertThat(cloud.time().pauses()).hasSize(2);
    assertThat(cloud.time().pauses().get(0))
        .isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(cloud.time().pauses().get(1))
        .isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void anAnswerThatIsNotJsonIsTriedAgain() {
    cloud.fake().next(1, new Answer(502, "<html>Bad Gateway</html>", java.util.Map.of(), false));
    cloud.fake().next(1, Answer.ok("<html>a proxy</html>"));

    assertThat(cloud.in("EU").query(Cloud.query(1)).values()).isEmpty();
  }

  @Test
  void whatNeverPassesIsTriedSoOftenOnly() {
    cloud.fake().always(Answer.error(503, "backendError", "Backend is down"));

    GranaryException refusal = refusal();

    assertThat(refusal.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE);
    assertThat(refusal)
        .hasMessage("Cannot query tables-1.raw_data: BigQuery cannot do it now: Backend is down");
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(30));
    assertThat(cloud.fake().asked()).hasSize(Cloud.ATTEMPTS);
    assertThat(cloud.time().nanos()).isLessThan(Duration.ofSeconds(2).toNanos());
  }

  @Test
  void aResultThatNeverComesIsAskedForSoOftenOnly() {
    cloud.fake().at("/projects/jobs-1/queries/" + Cloud.JOB, Answer.error(503, "", "down"));

    assertThat(refusal().code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE);

    assertThat(cloud.fake().asked()).hasSize(1 + Cloud.ATTEMPTS + 1);
    assertThat(cloud.fake().jobs().ids()).hasSize(1);
  }

  @Test
  void aQuotaThatIsUsedUpIsTold() {
    cloud
        .fake()
        .always(Answer.error(403, "quotaExceeded", "Quota exceeded: too many concurrent queries"));

    GranaryException refusal = refusal();

    assertThat(refusal.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE);
    assertThat(refusal).hasMessageEndingWith("Quota exceeded: too many concurrent queries");
    assertThat(cloud.fake().asked()).hasSize(Cloud.ATTEMPTS);
  }

  @Test
  void whenBigQuerySaysWhenItIsAskedThen() {
    cloud
        .fake()
        .next(1, Answer.error(429, "rateLimitExceeded", "slow").withHeader("Retry-After", "3"));

    cloud.in("EU").query(Cloud.query(1));

    assertThat(cloud.time().pauses()).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void whatTakesLongerThanWeWaitIsTheCallersToTryAgain() {
    cloud
        .fake()
        .always(Answer.error(429, "rateLimitExceeded", "slow").withHeader("Retry-After", "120"));

    GranaryException refusal = refusal();

    assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(2));
    assertThat(cloud.fake().asked()).hasSize(1);
    assertThat(cloud.time().pauses()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsToldWithoutItsAddress() {
    var warehouse = cloud.in("EU");
    cloud.fake().close();

    assertThatThrownBy(() -> warehouse.query(Cloud.query(1)))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE))
        .hasMessage(
            "Cannot query tables-1.raw_data: BigQuery cannot do it now: there was no answer:"
                + " connect");
    assertThat(cloud.time().pauses()).hasSize(Cloud.ATTEMPTS - 1);
  }

  @Test
  void pausesDifferSoThatCallersDoNotComeTogether() {
    cloud.fake().next(12, Answer.error(503, "backendError", "down"));
    for (int i = 0; i < 3; i++) {
      refusal();
    }

    List<Duration> pauses = cloud.time().pauses();
    assertThat(pauses).hasSize(9).doesNotHaveDuplicates();
  }
}
