package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.DatasetVersion;
import io.granary.database.DatasetVersionRepository.Frozen;
import io.granary.json.Json;
import io.granary.warehouse.definition.Definition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version with what it has frozen.
 *
 * @param isProtected whether it cannot be deleted
 * @param sql by dialect and part: full, and train and eval when there is a split
 * @param tables their columns as they were
 */
record VersionContent(
    int version,
    UUID datasetId,
    String digest,
    long sampleCount,
    long annotationCount,
    long size,
    @Nullable String note,
    @JsonProperty("protected") boolean isProtected,
    UUID createdBy,
    Instant createdAt,
    LocalDate asOf,
    Definition definition,
    JsonNode sql,
    JsonNode tables) {
  static VersionContent of(DatasetVersion row, Frozen frozen) {
    return new VersionContent(
        row.version(),
        row.datasetId(),
        row.digest(),
        row.sampleCount(),
        row.annotationCount(),
        row.size(),
        row.note(),
        row.isProtected(),
        row.createdBy(),
        row.createdAt(),
        frozen.asOf(),
        Json.read(frozen.definition(), Definition.class),
        Json.tree(frozen.sql()),
        Json.tree(frozen.tableSchemas()));
  }
}
