package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.AnalysisView;
import io.granary.database.AnalysisRepository;
import io.granary.database.AnalysisRepository.Measured;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.Ask;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import io.granary.warehouse.analysis.DatasetAnalysis;
import io.granary.warehouse.analysis.DatasetAnalysis.Dates;
import io.granary.warehouse.analysis.DatasetAnalysis.Revenue;
import io.granary.warehouse.analysis.DatasetAnalysis.SplitSizes;
import io.granary.warehouse.analysis.Quality;
import io.granary.warehouse.analysis.Quality.QualityIssue;
import io.granary.warehouse.analysis.Quality.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetSummaryFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final DatasetAnalysis ANALYSIS =
      new DatasetAnalysis(
          6,
          7,
          1L,
          3L,
          2.0,
          null,
          null,
          null,
          new Dates(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 30), 30),
          new Revenue(new BigDecimal("11.50"), 1.9, BigDecimal.ONE, BigDecimal.TEN),
          new SplitSizes(4, 2, 66.6, 1L),
          Map.of("user_id", 0L),
          1,
          List.of("amount"),
          new Quality(
              75,
              List.of(
                  new QualityIssue(
                      "COLD_START", Severity.HIGH, null, 3, 1000, "Find more users."))),
          200);

  private static String path(Object id) {
    return "/api/datasets/%s/summary".formatted(id);
  }

  private static boolean save(SampleDefinition dataset, String definition, AnalysisView view) {
    return STACK
        .bean(Jdbi.class)
        .inTransaction(
            handle ->
                STACK
                    .bean(AnalysisRepository.class)
                    .save(
                        handle,
                        dataset.id(),
                        new Measured(
                            definition,
                            view.definitionDigest(),
                            Json.write(view.analysis()),
                            view.analysis().rows(),
                            view.analysedAt())));
  }

  @Test
  void aFileSetGivesItsKeptCounts() {
    User owner = STACK.user("ada");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    JsonNode summary = STACK.as(owner).get(path(dataset.id())).json();

    assertThat(summary.path("kind").asText()).isEqualTo("files");
    assertThat(summary.path("total_samples").asLong()).isEqualTo(5);
    assertThat(summary.path("annotation_count").asLong()).isEqualTo(3);
    assertThat(summary.at("/statistics/sample_count").asLong()).isEqualTo(5);
    assertThat(summary.path("row_count").isNull()).isTrue();
    assertThat(summary.has("analysis")).isFalse();
  }

  @Test
  void aFileSetThatIsNotReadyHasNoCountsYet() {
    User owner = STACK.user("bob");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    STACK
        .stack()
        .executeAsOwner(
            "delete from dataset_statistics where dataset_id = '%s'".formatted(dataset.id()));

    JsonNode summary = STACK.as(owner).get(path(dataset.id())).json();

    assertThat(summary.has("statistics")).isFalse();
    assertThat(summary.path("total_samples").asLong()).isEqualTo(5);
  }

  @Test
  void aDatasetOverTablesGivesItsLastAnalysis() {
    User owner = STACK.user("cyn");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    JsonNode before = STACK.as(owner).get(path(dataset.id())).json();
    String definition =
        Ask.of(STACK).text("select definition::text from datasets where id = ?", dataset.id());
    var view =
        new AnalysisView(dataset.id(), "d1", Instant.parse("2026-02-01T00:00:00Z"), ANALYSIS);

    assertThat(save(dataset, definition, view)).isTrue();
    JsonNode after = STACK.as(owner).get(path(dataset.id())).json();
    assertThat(before.has("analysis")).isFalse();
    assertThat(before.path("row_count").isNull()).isTrue();
    assertThat(before.path("row_estimate").asLong()).isEqualTo(100);
    assertThat(before.path("table_count").asInt()).isEqualTo(2);
    assertThat(before.path("column_count").asInt()).isEqualTo(5);
    assertThat(after.path("row_count").asLong()).isEqualTo(6);
    assertThat(after.at("/analysis/analysed_at").asText()).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(after.at("/analysis/definition_digest").asText()).isEqualTo("d1");
    assertThat(after.at("/analysis/analysis")).isEqualTo(Json.tree(Json.write(ANALYSIS)));
  }

  @Test
  void anAnalysisOfAnotherDefinitionIsNotKept() {
    User owner = STACK.user("dan");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    var view = new AnalysisView(dataset.id(), "d1", Instant.now(), ANALYSIS);

    assertThat(save(dataset, "{\"primary_table\": \"other\"}", view)).isFalse();
    assertThat(STACK.as(owner).get(path(dataset.id())).json().has("analysis")).isFalse();
    assertThat(STACK.as(owner).get(path(dataset.id())).json().path("row_count").isNull()).isTrue();
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);

    assertThat(STACK.signedIn("stranger").get(path(dataset.id())).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path(dataset.id())).status()).isEqualTo(401);
  }
}
