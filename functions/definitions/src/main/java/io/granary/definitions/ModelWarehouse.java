package io.granary.definitions;

import io.granary.database.ModelPlace;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Budget;
import io.granary.warehouse.Price;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse of a model, and what may be asked of it.
 *
 * @param id of the model
 * @param maxBytes the most bytes that one query may read; null for no limit
 * @param budget what queries may cost one by one and together
 * @param price what a query costs
 */
record ModelWarehouse(
    UUID id, Warehouse warehouse, @Nullable Long maxBytes, Budget budget, Price price) {
  /**
   * A table by its name.
   *
   * @throws GranaryException NOT_FOUND
   */
  Table table(String name) {
    return warehouse.table(name).orElseThrow(() -> GranaryException.notFound("table"));
  }

  /** The same, asked through another view of the warehouse. */
  ModelWarehouse through(Warehouse view) {
    return new ModelWarehouse(id, view, maxBytes, budget, price);
  }

  /** Where its tables are. */
  ModelPlace place() {
    WarehouseSource source = warehouse.source();
    return new ModelPlace(source.kind(), source.project(), source.dataset(), source.location());
  }
}
