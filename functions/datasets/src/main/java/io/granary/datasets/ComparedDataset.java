package io.granary.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Dataset;
import io.granary.json.Json;
import io.granary.warehouse.TableSchemas;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Definition.Filters;
import io.granary.warehouse.definition.Definition.Split;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dataset beside others.
 *
 * @param rowCount rows when it was last analyzed; null when its definition never was
 * @param columns of the dataset; none of a file set without tables
 * @param analysis the figures of the last analysis of a dataset over tables; null when there is
 *     none
 * @param statistics the counts of a file set; null when there are none
 */
record ComparedDataset(
    UUID id,
    String name,
    String kind,
    String status,
    @Nullable String modality,
    @Nullable UUID modelId,
    long totalSamples,
    long annotationCount,
    int classCount,
    long fileSize,
    @Nullable Integer tableCount,
    @Nullable Integer columnCount,
    @Nullable Long rowCount,
    @Nullable Long rowEstimate,
    @Nullable String primaryTable,
    @Nullable Filters filters,
    @Nullable Split split,
    @Nullable LocalDate asOf,
    List<OutputColumn> columns,
    @Nullable JsonNode analysis,
    @Nullable FileCounts statistics) {
  /**
   * The counts of a file set, over all of its data.
   *
   * @param totalBytes bytes of all stored files
   * @param splits samples and annotations of each split; null when they were not counted
   */
  record FileCounts(
      long sampleCount,
      long annotationCount,
      long labeledCount,
      long totalBytes,
      @Nullable JsonNode splits) {
    private static FileCounts of(JsonNode kept) {
      return new FileCounts(
          kept.path("sample_count").asLong(),
          kept.path("annotation_count").asLong(),
          kept.path("labeled_count").asLong(),
          kept.path("total_bytes").asLong(),
          kept.get("splits"));
    }
  }

  /**
   * Reads a dataset.
   *
   * @param analysis JSON
   * @param statistics JSON
   */
  static ComparedDataset of(Dataset row, Optional<String> analysis, Optional<String> statistics) {
    Definition definition =
        row.definition() == null ? null : Json.read(row.definition(), Definition.class);
    JsonNode kept = statistics.map(Json::tree).orElse(null);
    return new ComparedDataset(
        row.id(),
        row.name(),
        row.kind(),
        row.status(),
        row.modality(),
        row.modelId(),
        row.totalSamples(),
        row.annotationCount(),
        row.classCount(),
        row.fileSize(),
        row.tableCount(),
        row.columnCount(),
        row.rowCount(),
        row.rowEstimate(),
        definition == null ? null : definition.primaryTable(),
        definition == null ? null : definition.filters(),
        definition == null ? null : definition.split(),
        definition == null ? null : definition.asOf(),
        definition == null
            ? columns(kept)
            : OutputColumn.of(definition, TableSchemas.read(String.valueOf(row.tableSchemas()))),
        analysis.map(Json::tree).orElse(null),
        kept == null ? null : FileCounts.of(kept));
  }

  private static List<OutputColumn> columns(@Nullable JsonNode kept) {
    List<OutputColumn> columns = new ArrayList<>();
    if (kept != null) {
      for (JsonNode column : kept.path("columns")) {
        columns.add(new OutputColumn(column.path("name").asText(), column.path("type").asText()));
      }
    }
    return columns;
  }
}
