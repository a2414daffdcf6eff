package io.granary.bigquery;

import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseEngine;
import io.granary.warehouse.WarehouseSource;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Google BigQuery over its REST API. Where no project is set there is none: nobody should wait for
 * a cloud that cannot be reached.
 */
@Singleton
@Requires(property = "granary.bigquery.project")
public final class BigQueryEngine implements WarehouseEngine {
  /** As long as a caller is told to wait who is not told otherwise. */
  private static final Duration REST = Refusals.LATER;

  private final BigQueryConfig config;
  private final Calls calls;

  @Inject
  BigQueryEngine(BigQueryConfig config, Clients clients) {
    this(config, clients, Time.SYSTEM);
  }

  BigQueryEngine(BigQueryConfig config, Clients clients, Time time) {
    this(config, clients, time, new Breaker(REST));
  }

  BigQueryEngine(BigQueryConfig config, Clients clients, Time time, Breaker breaker) {
    this.config = config;
    this.calls = new Calls(clients, config, time, breaker);
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
