package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.WarehouseSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusalsTest {
  @RegisterExtension final Cloud cloud = new Cloud();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | accessDenied             | WAREHOUSE_DENIED       | BigQuery denies it: M
          403 | billingNotEnabled        | WAREHOUSE_DENIED       | BigQuery denies it: M
          403 | blocked                  | WAREHOUSE_DENIED       | BigQuery denies it: M
          401 | authError                | WAREHOUSE_DENIED       | BigQuery denies it: HTTP status 401
          403 | somethingNew             | WAREHOUSE_DENIED       | BigQuery denies it: M
          404 | notFound                 | WAREHOUSE_QUERY_FAILED | M (asked in the location EU)
          400 | bytesBilledLimitExceeded | BUDGET_EXCEEDED        | M
          400 | invalidQuery             | WAREHOUSE_QUERY_FAILED | M
          400 | resourcesExceeded        | WAREHOUSE_QUERY_FAILED | M
          403 | responseTooLarge         | WAREHOUSE_QUERY_FAILED | M
          400 | invalid                  | WAREHOUSE_QUERY_FAILED | M
          """)
  void whatDoesNotPassIsToldAtOnce(int status, String reason, Code code, String told) {
    // With another token, if there were any.
    cloud.fake().next(status == 401 ? 2 : 1, Answer.error(status, reason, "M"));

    assertRefused(code, told);
    if (status != 401) {
      assertThat(cloud.fake().asked()).hasSize(1);
    }
    assertThat(cloud.time().pauses()).isEmpty();
  }

  private void assertRefused(Code code, String told) {
    assertThatThrownBy(() -> cloud.in("EU").query(Cloud.query(1)))
        .isInstanceOfSatisfying(GranaryException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessage("Cannot query tables-1.raw_data: " + told)
        .hasCauseInstanceOf(CallFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Not found: Dataset tables-1:raw_data was not found in location EU",
        "Not found: Project tables-1"
      })
  void aDatasetThatIsNotThereIsNotFound(String message) {
    cloud.fake().next(1, Answer.error(404, "notFound", message));

    assertRefused(Code.NOT_FOUND, message + " (asked in the location EU)");
  }

  @Test
  void whatGoesWrongWhileAQueryRunsIsToldInBigQuerysWords() {
    cloud.fake().jobs().pending(1);
    cloud.fake().jobs().fail(400, "invalidQuery", "int64 overflow: 9223372036854775807 + 1");

    assertRefused(Code.WAREHOUSE_QUERY_FAILED, "int64 overflow: 9223372036854775807 + 1");
    assertThat(cloud.fake().jobs().ids()).hasSize(1);
  }

  @Test
  void aQueryThatWouldReadTooMuchIsOverItsBudget() {
    String message = "Query exceeded limit for bytes billed: 1000000. 20971520 or higher required.";
    cloud.fake().jobs().fail(400, "bytesBilledLimitExceeded", message);

    assertRefused(Code.BUDGET_EXCEEDED, message);
  }

  @Test
  void theResourceThatIsDeniedIsNamed() {
    cloud
        .fake()
        .always(
            Answer.error(
                403,
                "accessDenied",
                "Access Denied: Table tables-1:raw_data.t: Permission bigquery.tables.get denied"));

    assertThatThrownBy(() -> cloud.in("EU").table("t"))
        .hasMessage(
            "Cannot read the table tables-1.raw_data.t: BigQuery denies it: Access Denied: Table"
                + " tables-1:raw_data.t: Permission bigquery.tables.get denied");
  }

  @Test
  void aMessageIsOneLineOfBoundedLength() {
    cloud.fake().next(1, Answer.error(400, "invalidQuery", "a\n\tb" + "x".repeat(5000)));

    assertThatThrownBy(() -> cloud.in("EU").query(Cloud.query(1)))
        .message()
        .startsWith("Cannot query tables-1.raw_data: a bxxx")
        .hasSizeLessThan(1100)
        .endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/../b", "", "a b", "x.y", "`"})
  void aNameThatIsNoneIsRefusedBeforeAnythingIsAsked(String dataset) {
    assertThatThrownBy(() -> cloud.open(new WarehouseSource("bigquery", "tables-1", dataset, null)))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.VALIDATION_FAILED))
        .hasMessage("Cannot reach BigQuery: that is no name of a dataset " + dataset);
    assertThatThrownBy(
            () -> cloud.open(new WarehouseSource("bigquery", dataset + "/", "raw_data", null)))
        .hasMessageStartingWith("Cannot reach BigQuery: that is no name of a project ");
  }

  @Test
  void withoutAnyProjectNothingCanBeAsked() {
    var config =
        new BigQueryConfig(
            null,
            null,
            null,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            Duration.ofMillis(1));
    var engine = new BigQueryEngine(config, new Clients(config, ""));

    assertThatThrownBy(() -> engine.open(new WarehouseSource("bigquery", null, "raw_data", null)))
        .isInstanceOf(GranaryException.class)
        .hasMessage(
            "Cannot reach BigQuery: neither the model nor granary.bigquery.project names a project");
  }

  @Test
  void anInterruptedWaitEndsAndStaysInterrupted() {
    var config = cloud.config();
    Time interrupted =
        new Time() {
          @Override
          public long nanos() {
            return 0;
          }

          @Override
          public void pause(Duration duration) throws InterruptedException {
            throw new InterruptedException();
          }
        };
    var warehouse =
        new BigQueryEngine(config, new Clients(config, ""), interrupted)
            .open(new WarehouseSource("bigquery", null, "raw_data", null));
    cloud.fake().always(Answer.error(503, "backendError", "down"));

    assertThatThrownBy(() -> warehouse.query(Cloud.query(1)))
        .isInstanceOf(GranaryException.class)
        .hasMessageEndingWith("the wait for it was interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(cloud.fake().asked()).hasSize(1);
  }
}
