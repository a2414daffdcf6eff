package io.granary.bigquery;

import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseEngine;
import io.granary.warehouse.WarehouseSource;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Google BigQuery over its REST API. Where no project is set there is none: nobody should wait for
 * a cloud that cannot be reached.
 */
@Singleton
@Requires(property = "granary.bigquery.project")
public final class BigQueryEngine implements WarehouseEngine {
  private final BigQueryConfig config;
  private final Calls calls;

  @Inject
  BigQueryEngine(BigQueryConfig config, Clients clients) {
    this(config, clients, Time.SYSTEM);
  }

  BigQueryEngine(BigQueryConfig config, Clients clients, Time time) {
    this.config = config;
    this.calls = new Calls(clients, config, time);
  }

  @Override
  public String kind() {
    return "bigquery";
  }

  @Override
  public Warehouse open(WarehouseSource source) {
    return new BigQueryWarehouse(source, config, calls);
  }
}
