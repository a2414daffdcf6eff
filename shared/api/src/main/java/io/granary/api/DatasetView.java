package io.granary.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Dataset;
import io.granary.database.DatasetVersion;
import io.granary.domain.DatasetRole;
import io.granary.json.Json;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Definition.ChosenColumn;
import io.granary.warehouse.definition.Definition.ColumnMapping;
import io.granary.warehouse.definition.Definition.Filters;
import io.granary.warehouse.definition.Definition.Join;
import io.granary.warehouse.definition.Definition.Split;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as callers see it. One over tables has its definition too, field by field as it was
 * written, except in lists.
 */
public record DatasetView(
    UUID id,
    String name,
    @Nullable String description,
    String status,
    @Nullable Failure error,
    String kind,
    @Nullable String modality,
    String sourceType,
    boolean labeled,
    @Nullable UUID modelId,
    @Nullable UUID schemaId,
    @Nullable UUID projectId,
    Owner owner,
    String role,
    List<String> tags,
    JsonNode metadata,
    JsonNode pipelineConfig,
    @Nullable String originalFilename,
    @Nullable String filePath,
    @Nullable String fileType,
    long fileSize,
    long totalSamples,
    long annotationCount,
    int classCount,
    @Nullable Long rowCount,
    @Nullable Integer columnCount,
    @Nullable Integer tableCount,
    @Nullable Long rowEstimate,
    @Nullable JsonNode formatInfo,
    @Nullable JsonNode derivedFrom,
    List<VersionView> versions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String primaryTable,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> secondaryTables,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Join> joins,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ChosenColumn> columns,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ColumnMapping columnMapping,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Filters filters,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Split split,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate asOf,
    Instant createdAt,
    Instant updatedAt) {
  /** Why a dataset is in error. */
  public record Failure(String code, @Nullable String detail) {}

  /** Whose it is. */
  public record Owner(UUID id, String username) {}

  /** What a role of nobody's own is for an admin. */
  private static final String ADMIN_ROLE = DatasetRole.OWNER.toString();

  public static DatasetView of(Dataset row) {
    Definition definition =
        row.definition() == null ? null : Json.read(row.definition(), Definition.class);
    return new DatasetView(
        row.id(),
        row.name(),
        row.description(),
        row.status(),
        row.errorCode() == null ? null : new Failure(row.errorCode(), row.errorDetail()),
        row.kind(),
        row.modality(),
        row.sourceType(),
        row.annotationCount() > 0,
        row.modelId(),
        row.schemaId(),
        row.projectId(),
        new Owner(row.ownerId(), row.ownerUsername()),
        row.role() == null ? ADMIN_ROLE : row.role(),
        row.tags(),
        Json.tree(row.metadata()),
        Json.tree(row.pipelineConfig()),
        row.originalFilename(),
        row.filePath(),
        row.fileType(),
        row.fileSize(),
        row.totalSamples(),
        row.annotationCount(),
        row.classCount(),
        row.rowCount(),
        row.columnCount(),
        row.tableCount(),
        row.rowEstimate(),
        row.formatInfo() == null ? null : Json.tree(row.formatInfo()),
        row.derivedFrom() == null ? null : Json.tree(row.derivedFrom()),
        Arrays.stream(Json.read(row.versions(), DatasetVersion[].class))
            .map(VersionView::of)
            .toList(),
        definition == null ? null : definition.primaryTable(),
        definition == null ? null : definition.secondaryTables(),
        definition == null ? null : definition.joins(),
        definition == null ? null : definition.columns(),
        definition == null ? null : definition.columnMapping(),
        definition == null ? null : definition.filters(),
        definition == null ? null : definition.split(),
        definition == null ? null : definition.asOf(),
        row.createdAt(),
        row.updatedAt());
  }
}
