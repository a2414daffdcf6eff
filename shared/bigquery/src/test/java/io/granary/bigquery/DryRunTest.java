package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.DryRun;
import io.granary.warehouse.DryRun.SqlError;
import io.granary.warehouse.Field;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DryRunTest {
  @RegisterExtension final Cloud cloud = new Cloud();

  private List<SqlError> errors(int status, String reason, String message) {
    cloud.fake().next(1, Answer.error(status, reason, message));
    DryRun run = cloud.in("EU").dryRun("SELECT");
    assertThat(run.isValid()).isFalse();
    assertThat(run.totalBytes()).isZero();
    assertThat(run.fields()).isEmpty();
    return run.errors();
  }

  @Test
  void itTellsBytesAndFields() {
    cloud
        .fake()
        .next(
            1,
            Answer.ok(
                """
                {"status": {"state": "DONE"}, "statistics": {"totalBytesProcessed": "123456789012",
                 "query": {"schema": {"fields": [{"name": "id", "type": "INTEGER"},
                   {"name": "t", "type": "STRING", "mode": "REPEATED"}]}}}}\
                """));

    assertThat(cloud.in("EU").dryRun("SELECT 1"))
        .isEqualTo(
            new DryRun(
                List.of(),
                123_457_241_088L,
                List.of(
                    new Field("id", ColumnType.INT64, false),
                    new Field("t", ColumnType.STRING, true))));
    assertThat(cloud.fake().first("POST /projects/jobs-1/jobs").body())
        .isEqualTo(
            Json.tree(
                """
                {"jobReference": {"projectId": "jobs-1", "location": "EU"},
                 "configuration": {"dryRun": true,
                   "labels": {"app": "granary", "purpose": "dry-run"},
                   "query": {"query": "SELECT 1", "useLegacySql": false}}}\
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "1, 1, 10485760",
    "10485760, 1, 10485760",
    "10485761, 1, 11534336",
    "1, 3, 31457280",
    "104857600, 3, 125829120",
    "1, 0, 10485760"
  })
  void whatIsBilledIsWholeMebibytesAndTenAtLeastForEachTable(
      long processed, int tables, long billed) {
    String referenced =
        IntStream.range(0, tables)
            .mapToObj(
                "{\"projectId\": \"p\", \"datasetId\": \"d\", \"tableId\": \"t%d\"}"::formatted)
            .collect(Collectors.joining(", "));
    cloud
        .fake()
        .next(
            1,
            Answer.ok(
                """
                {"statistics": {"totalBytesProcessed": "%d",
                 "query": {"referencedTables": [%s]}}}\
                """
                    .formatted(processed, referenced)));

    assertThat(cloud.in("EU").dryRun("SELECT 1").totalBytes()).isEqualTo(billed);
  }

  @Test
  void whatIsWrongHasALineAndAColumn() {
    assertThat(errors(400, "invalidQuery", "Unrecognized name: foo; Did you mean food? at [3:15]"))
        .containsExactly(new SqlError(3, 15, "Unrecognized name: foo; Did you mean food?"));
  }

  @Test
  void thePlaceIsTheLastThatIsTold() {
    assertThat(errors(400, "invalidQuery", "Column 'a at [9:9]' is ambiguous at [1:8]"))
        .containsExactly(new SqlError(1, 8, "Column 'a at [9:9]' is ambiguous"));
  }

  @Test
  void whatIsWrongMayHaveNoPlace() {
    assertThat(errors(400, "invalidQuery", "Query text specifies no statement"))
        .containsExactly(new SqlError(0, 0, "Query text specifies no statement"));
  }

  @Test
  void aTableThatIsNotThereMakesTheQueryWrong() {
    assertThat(errors(404, "notFound", "Not found: Table tables-1:raw_data.x at [1:15]"))
        .containsExactly(new SqlError(1, 15, "Not found: Table tables-1:raw_data.x"));
  }

  @Test
  void aDatasetThatIsNotThereIsNotTheQuerysFault() {
    cloud.fake().next(1, Answer.error(404, "notFound", "Not found: Dataset tables-1:raw_data"));

    assertThatThrownBy(() -> cloud.in("EU").dryRun("SELECT 1"))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
        .hasMessage(
            "Cannot check a query over tables-1.raw_data: Not found: Dataset tables-1:raw_data"
                + " (asked in the location EU)");
  }

  @Test
  void aLocationThatIsNoneIsNotTheQuerysFault() {
    cloud
        .fake()
        .next(1, Answer.error(400, "invalid", "Invalid value for location: mars is not valid"));

    assertThatThrownBy(() -> cloud.in("mars").dryRun("SELECT 1"))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE))
        .hasMessage(
            "Cannot check a query over tables-1.raw_data: Invalid value for location: mars is not"
                + " valid (asked in the location mars)");
  }

  @Test
  void anAnswerThatSaysNothingIsNoDryRun() {
    cloud.fake().next(1, Answer.ok("{}"));

    assertThatThrownBy(() -> cloud.in("EU").dryRun("SELECT 1"))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE))
        .hasMessageEndingWith("the answer cannot be read");
  }

  @Test
  void aTryThatFailsIsRepeated() {
    cloud.fake().next(2, Answer.error(503, "backendError", "Visibility check was unavailable"));
    cloud.fake().next(1, Answer.ok("{\"statistics\": {\"totalBytesProcessed\": \"5\"}}"));

    assertThat(cloud.in("EU").dryRun("SELECT 1").totalBytes()).isEqualTo(10 << 20);
    assertThat(cloud.fake().asked()).hasSize(3);
  }
}
