package io.granary.database;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code models}: what a group of datasets feeds.
 *
 * @param about what its owner says of it
 * @param datasetCount its datasets that are not in the trash
 */
public record Model(
    UUID id,
    UUID ownerId,
    About about,
    long datasetCount,
    long revision,
    Instant createdAt,
    Instant updatedAt) {
  /**
   * What may be changed about a model.
   *
   * @param warehouseKind bigquery or duckdb
   * @param maxUsdPerBuild US dollars
   */
  public record About(
      String name,
      @Nullable String description,
      String warehouseKind,
      @Nullable String warehouseProject,
      String warehouseDataset,
      @Nullable String warehouseLocation,
      @Nullable Long maxBytesPerQuery,
      @Nullable BigDecimal maxUsdPerBuild) {}
}
