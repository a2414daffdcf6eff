package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.bigquery.FakeBigQuery.Asked;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Field;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class QueryTest {
  private static final List<String> NUMBERS = List.of("{\"name\": \"n\", \"type\": \"INTEGER\"}");

  @RegisterExtension final Cloud cloud = new Cloud();

  private static String[] rows(int count) {
    String[] rows = new String[count];
    for (int i = 0; i < count; i++) {
      rows[i] = "{\"f\": [{\"v\": \"%d\"}]}".formatted(i);
    }
    return rows;
  }

  @Test
  void aJobHasItsIdItsLabelsItsLimitAndItsLocation() {
    cloud.fake().jobs().give(10, NUMBERS, rows(1));

    cloud.in("europe-west1").query(Cloud.query(10));

    JsonNode sent = cloud.fake().first("POST /projects/jobs-1/jobs").body();
    assertThat(sent)
        .isEqualTo(
            Json.tree(
                """
                {"jobReference": {"projectId": "jobs-1", "jobId": "%s",
                                  "location": "europe-west1"},
                 "configuration": {
                   "labels": {"app": "granary", "purpose": "statistics"},
                   "jobTimeoutMs": "30000",
                   "query": {"query": "SELECT 1", "useLegacySql": false,
                             "maximumBytesBilled": "1000000"}}}"""
                    .formatted(Cloud.JOB)));
  }

  @Test
  void aQueryWithoutLimitHasNone() {
    cloud.in("EU").query(new Query(Cloud.ID, "statistics", "SELECT 1", null, 10));

    JsonNode sent = cloud.fake().first("POST").body();
    assertThat(sent.at("/configuration/query").has("maximumBytesBilled")).isFalse();
  }

  @Test
  void rowsComeWithTheirFieldsAndWhatTheyAreBilled() {
    cloud.fake().jobs().give(10_485_760, NUMBERS, rows(3));

    Rows rows = cloud.in("EU").query(Cloud.query(10));

    assertThat(rows.fields()).containsExactly(new Field("n", ColumnType.INT64, false));
    assertThat(rows.values()).containsExactly(List.of(0L), List.of(1L), List.of(2L));
    assertThat(rows.bytes()).isEqualTo(10_485_760);
  }

  @Test
  void aQueryWithoutRowsHasFieldsOnly() {
    cloud.fake().jobs().give(0, NUMBERS);

    Rows rows = cloud.in("EU").query(Cloud.query(10));

    assertThat(rows.fields()).hasSize(1);
    assertThat(rows.values()).isEmpty();
    assertThat(rows.bytes()).isZero();
  }

  @Test
  void aJobThatIsNotDoneIsAskedForAgain() {
    cloud.fake().jobs().give(10, NUMBERS, rows(1));
    cloud.fake().jobs().pending(2);

    assertThat(cloud.in("EU").query(Cloud.query(10)).values()).hasSize(1);

    assertThat(cloud.fake().lines())
        .containsExactly(
            "POST /projects/jobs-1/jobs",
            "GET /projects/jobs-1/queries/" + Cloud.JOB,
            "GET /projects/jobs-1/queries/" + Cloud.JOB,
            "GET /projects/jobs-1/queries/" + Cloud.JOB,
            "GET /projects/jobs-1/jobs/" + Cloud.JOB);
    assertThat(cloud.time().pauses()).hasSize(2);
    assertThat(cloud.fake().first("GET").query())
        .containsEntry("timeoutMs", "5000")
        .containsEntry("location", "EU")
        .containsEntry("formatOptions.useInt64Timestamp", "true");
  }

  @Test
  void aResultIsReadPageByPageUpToTheRowsWanted() {
    cloud.fake().jobs().give(10, NUMBERS, rows(100));
    cloud.fake().jobs().pageRows(3);

    Rows rows = cloud.in("EU").query(Cloud.query(8));

    assertThat(rows.values().stream().map(List::getFirst))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(results().map(asked -> asked.query().get("maxResults")))
        .containsExactly("8", "5", "2");
    assertThat(results().map(asked -> asked.query().getOrDefault("pageToken", "")))
        .containsExactly("", "3", "6");
  }

  private java.util.stream.Stream<Asked> results() {
    return cloud.fake().asked().stream().filter(asked -> asked.path().contains("/queries/"));
  }

  @Test
  void aQueryThatTakesTooLongIsCancelled() {
    cloud.fake().jobs().pending(Integer.MAX_VALUE);

    assertThatThrownBy(() -> cloud.in("EU").query(Cloud.query(8)))
        .isInstanceOfSatisfying(
            GranaryException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.WAREHOUSE_UNAVAILABLE);
              assertThat(e)
                  .hasMessage(
                      "Cannot query tables-1.raw_data: BigQuery cannot do it now: the query was"
                          + " not done, and was cancelled, within 20000 ms");
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(30));
            });
    assertThat(cloud.fake().lines())
        .contains("POST /projects/jobs-1/jobs/" + Cloud.JOB + "/cancel");
    assertThat(cloud.fake().first("POST /projects/jobs-1/jobs/").query())
        .containsEntry("location", "EU");
    assertThat(cloud.time().nanos()).isLessThanOrEqualTo(Cloud.PATIENCE.plusSeconds(1).toNanos());
  }

  @Test
  void aPurposeThatIsNoLabelIsOurMistake() {
    assertThatThrownBy(
            () -> cloud.in("EU").query(new Query(Cloud.ID, "Two words", "SELECT 1", null, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot label a job: purpose Two words");
    assertThat(cloud.fake().asked()).isEmpty();
  }
}
