package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A query that is told again, with the same id. */
final class SameJobTest {
  private static final List<String> NUMBERS = List.of("{\"name\": \"n\", \"type\": \"INTEGER\"}");
  private static final String ROW = "{\"f\": [{\"v\": \"7\"}]}";

  @RegisterExtension final Cloud cloud = new Cloud();

  @Test
  void theSameIdTwiceIsOneJob() {
    cloud.fake().jobs().give(10, NUMBERS, ROW);

    var first = cloud.in("EU").query(Cloud.query(10));
    var second = cloud.in("EU").query(Cloud.query(10));

    assertThat(second).isEqualTo(first);
    assertThat(cloud.fake().jobs().ids()).containsExactly(Cloud.JOB);
  }

  @Test
  void aJobThatStillRunsIsWaitedFor() {
    cloud.fake().jobs().give(10, NUMBERS, ROW);
    cloud.fake().jobs().pending(3);
    cloud.fake().jobs().begin(Cloud.JOB);

    assertThat(cloud.in("EU").query(Cloud.query(10)).values()).containsExactly(List.of(7L));

    assertThat(cloud.fake().jobs().ids()).containsExactly(Cloud.JOB);
    assertThat(cloud.time().pauses()).hasSize(3);
  }

  @Test
  void anAnswerThatIsLostAfterTheJobWasMadeMakesNoOther() {
    cloud.fake().jobs().give(10, NUMBERS, ROW);
    cloud.fake().next(1, Answer.cut());

    assertThat(cloud.in("EU").query(Cloud.query(10)).values()).containsExactly(List.of(7L));

    assertThat(cloud.fake().jobs().ids()).containsExactly(Cloud.JOB);
    assertThat(cloud.fake().lines().stream().filter("POST /projects/jobs-1/jobs"::equals))
        .hasSizeGreaterThan(1);
  }

  @Test
  void aJobIsFoundWhereBigQueryHasChosenToRunIt() {
    cloud.fake().jobs().give(10, NUMBERS, ROW);
    cloud.fake().jobs().location("asia-east1");
    cloud.fake().next(1, Answer.cut());

    assertThat(cloud.in(null).query(Cloud.query(10)).values()).hasSize(1);

    assertThat(cloud.fake().first("GET").query()).containsEntry("location", "asia-east1");
  }

  @Test
  void aJobIsFoundByTheDatasetWhenBigQueryDoesNotSayWhereItIs() {
    cloud.fake().jobs().give(10, NUMBERS, ROW);
    cloud.fake().jobs().location("asia-east1");
    cloud.in(null).query(Cloud.query(10));
    cloud
        .fake()
        .at("/projects/tables-1/datasets/raw_data", Answer.ok("{\"location\": \"asia-east1\"}"));
    cloud.fake().next(1, Answer.error(409, "duplicate", "Already Exists"));

    assertThat(cloud.in(null).query(Cloud.query(10)).values()).hasSize(1);

    assertThat(cloud.fake().lines()).contains("GET /projects/tables-1/datasets/raw_data");
    assertThat(cloud.fake().jobs().ids()).containsExactly(Cloud.JOB);
  }

  @Test
  void aJobThatWasStoppedBeforeRunsAgainAsAnother() {
    cloud.fake().jobs().end(Cloud.JOB, 400, "stopped", "Job execution was cancelled");
    cloud.fake().jobs().give(10, NUMBERS, ROW);

    assertThat(cloud.in("EU").query(Cloud.query(10)).values()).hasSize(1);

    assertThat(cloud.fake().jobs().ids()).containsExactly(Cloud.JOB, Cloud.JOB + "_2");
  }

  @Test
  void aJobWhoseResultHasExpiredRunsAgainAsAnother() {
    cloud.fake().jobs().end(Cloud.JOB, 404, "notFound", "Not found: Table jobs-1:_a.anon1");
    cloud.fake().jobs().give(10, NUMBERS, ROW);

    assertThat(cloud.in("EU").query(Cloud.query(10)).values()).hasSize(1);

    assertThat(cloud.fake().jobs().ids()).hasSize(2);
  }

  @Test
  void aJobThatIsStoppedWhileWeWaitIsNotBegunAgain() {
    cloud.fake().jobs().fail(400, "stopped", "Job execution was cancelled: User requested it");

    assertThatThrownBy(() -> cloud.in("EU").query(Cloud.query(10)))
        .isInstanceOfSatisfying(
            GranaryException.class,
            e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_QUERY_FAILED))
        .hasMessage(
            "Cannot query tables-1.raw_data: Job execution was cancelled: User requested it");
    assertThat(cloud.fake().jobs().ids()).hasSize(1);
  }

  @Test
  void aJobThatBigQueryBreaksRunsAgainButNotForEver() {
    cloud.fake().jobs().fail(503, "backendError", "Error encountered during execution");

    assertThatThrownBy(() -> cloud.in("EU").query(Cloud.query(10)))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE))
        .hasMessage(
            "Cannot query tables-1.raw_data: BigQuery cannot do it now: Error encountered during"
                + " execution");
    assertThat(cloud.fake().jobs().ids())
        .containsExactly(Cloud.JOB, Cloud.JOB + "_2", Cloud.JOB + "_3", Cloud.JOB + "_4");
  }
}
