package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Access;
import io.granary.api.AnalysisView;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.DefinitionRepository;
import io.granary.database.StatisticsRepository;
import io.granary.database.StatisticsRepository.SplitCount;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.warehouse.analysis.DatasetAnalysis;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a dataset, from what is kept: the counts of a file set, and the last analysis of
 * one over tables. Nothing is measured, and no warehouse is asked.
 */
@Controller
@LambdaFunction(
    name = "get-summary",
    access = Access.DATASET_VIEWER,
    replaces = "GET /api/datasets/{id}/summary/")
final class GetSummaryFunction {
  private final Jdbi jdbi;
  private final DatasetRepository datasets;
  private final DefinitionRepository definitions;
  private final StatisticsRepository statistics;

  GetSummaryFunction(
      Jdbi jdbi,
      DatasetRepository datasets,
      DefinitionRepository definitions,
      StatisticsRepository statistics) {
    this.jdbi = jdbi;
    this.datasets = datasets;
    this.definitions = definitions;
    this.statistics = statistics;
  }

  /**
   * A dataset in figures.
   *
   * @param rowCount rows when it was last analyzed; null when its definition never was
   * @param statistics the counts of a file set; null until it is ready
   * @param analysis the last analysis of a dataset over tables; null when its definition never was
   *     analyzed
   */
  record DatasetSummary(
      UUID datasetId,
      String name,
      String kind,
      String status,
      @Nullable String modality,
      long totalSamples,
      long annotationCount,
      int classCount,
      long fileSize,
      @Nullable Long rowCount,
      @Nullable Long rowEstimate,
      @Nullable Integer tableCount,
      @Nullable Integer columnCount,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KeptCounts statistics,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AnalysisView analysis) {}

  /**
   * The counts of a file set, exact over all of its data.
   *
   * @param totalBytes bytes of all stored files
   */
  record KeptCounts(
      @Nullable Instant computedAt,
      long sampleCount,
      long annotationCount,
      long labeledCount,
      long totalBytes,
      List<SplitCount> splits) {
    static KeptCounts of(String json) {
      JsonNode kept = Json.tree(json);
      List<SplitCount> splits = new ArrayList<>();
      kept.path("splits")
          .forEach(split -> splits.add(Json.read(Json.write(split), SplitCount.class)));
      return new KeptCounts(
          kept.hasNonNull("computed_at") ? Instant.parse(kept.path("computed_at").asText()) : null,
          kept.path("sample_count").asLong(),
          kept.path("annotation_count").asLong(),
          kept.path("labeled_count").asLong(),
          kept.path("total_bytes").asLong(),
          splits);
    }
  }

  @Get("/api/datasets/{datasetId}/summary")
  DatasetSummary get(Caller caller, DatasetRef ref) {
    Dataset dataset =
        datasets
            .find(ref.id(), caller.id())
            .orElseThrow(() -> GranaryException.notFound("dataset"));
    return new DatasetSummary(
        dataset.id(),
        dataset.name(),
        dataset.kind(),
        dataset.status(),
        dataset.modality(),
        dataset.totalSamples(),
        dataset.annotationCount(),
        dataset.classCount(),
        dataset.fileSize(),
        dataset.rowCount(),
        dataset.rowEstimate(),
        dataset.tableCount(),
        dataset.columnCount(),
        statistics.find(dataset.id()).map(KeptCounts::of).orElse(null),
        jdbi.withHandle(handle -> definitions.analysis(handle, dataset.id()))
            .map(
                kept ->
                    new AnalysisView(
                        dataset.id(),
                        kept.definitionDigest(),
                        kept.analysedAt(),
                        Json.read(kept.analysis(), DatasetAnalysis.class)))
            .orElse(null));
  }
}
