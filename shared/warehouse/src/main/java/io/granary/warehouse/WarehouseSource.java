package io.granary.warehouse;

import org.jspecify.annotations.Nullable;

/**
 * Where tables are.
 *
 * @param kind bigquery or duckdb
 * @param project the cloud project; null for the installation's own, and for DuckDB
 * @param dataset the warehouse's dataset, such as raw_data
 * @param location the region; null for the warehouse's own choice
 */
public record WarehouseSource(
    String kind, @Nullable String project, String dataset, @Nullable String location) {}
