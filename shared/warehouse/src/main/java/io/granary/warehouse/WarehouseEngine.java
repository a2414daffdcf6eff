package io.granary.warehouse;

/** Opens the warehouses of one kind; a bean of each kind that the installation has. */
public interface WarehouseEngine {
  /** Such as {@code bigquery}. */
  String kind();

  /** A view of one dataset; opening asks nothing of the warehouse yet. */
  Warehouse open(WarehouseSource source);
}
