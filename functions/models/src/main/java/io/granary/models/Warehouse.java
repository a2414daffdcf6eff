package io.granary.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's tables are.
 *
 * @param project the cloud project; null for the one that the installation runs in
 * @param dataset the warehouse dataset; null for raw_data
 * @param location the region of the dataset; null for the warehouse's own choice
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
record Warehouse(
    @NotNull @Pattern(regexp = "bigquery|duckdb", message = "must be bigquery or duckdb")
        String kind,
    @Nullable @Pattern(regexp = Warehouse.PROJECT, message = Warehouse.PROJECT_RULE) String project,
    @Nullable
        @Pattern(
            regexp = "[A-Za-z_][A-Za-z0-9_]{0,127}",
            message = "must have 1 to 128 letters, digits or '_', and no digit first")
        String dataset,
    @Nullable @Pattern(regexp = "[A-Za-z0-9-]{1,50}", message = "must be the name of a region")
        String location) {
  /** What the id of a cloud project is like. */
  static final String PROJECT = "[a-z][a-z0-9.:-]{4,61}[a-z0-9]";

  static final String PROJECT_RULE = "must be the id of a cloud project";

  /** The dataset of those who name none. */
  static final String DATASET = "raw_data";

  /** What a model has that was made without. */
  static final Warehouse STANDARD = new Warehouse("bigquery", null, DATASET, null);

  Warehouse {
    dataset = dataset == null ? DATASET : dataset;
  }
}
