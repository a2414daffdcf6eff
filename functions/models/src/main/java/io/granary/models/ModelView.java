package io.granary.models;

import io.granary.database.Model;
import io.granary.database.Model.About;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A model as callers see it. */
record ModelView(
    UUID id,
    String name,
    @Nullable String description,
    Warehouse warehouse,
    Budget budget,
    long datasetCount,
    Instant createdAt,
    Instant updatedAt) {
  /** The most characters of a description. */
  static final int MAX_DESCRIPTION = 2000;

  static ModelView of(Model row) {
    About about = row.about();
    return new ModelView(
        row.id(),
        about.name(),
        about.description(),
        new Warehouse(
            about.warehouseKind(),
            about.warehouseProject(),
            about.warehouseDataset(),
            about.warehouseLocation()),
        new Budget(about.maxBytesPerQuery(), about.maxUsdPerBuild()),
        row.datasetCount(),
        row.createdAt(),
        row.updatedAt());
  }

  static About about(
      String name, @Nullable String description, Warehouse warehouse, Budget budget) {
    return new About(
        name,
        description,
        warehouse.kind(),
        warehouse.project(),
        warehouse.dataset(),
        warehouse.location(),
        budget.maxBytesPerQuery(),
        budget.maxUsdPerBuild());
  }
}
