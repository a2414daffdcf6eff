package io.granary.bigquery;

import com.google.api.services.bigquery.model.Table;
import io.granary.bigquery.Failure.Fault;
import io.granary.warehouse.DryRun;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One dataset of BigQuery. */
final class BigQueryWarehouse implements Warehouse {
  private final WarehouseSource source;
  private final Place place;
  private final Calls calls;
  private final Refusals refusals;
  private final QueryJobs jobs;
  private final DryRuns dryRuns;

  BigQueryWarehouse(WarehouseSource source, BigQueryConfig config, Calls calls) {
    this.source = source;
    this.place = Place.of(source, config);
    this.calls = calls;
    this.refusals = new Refusals(source);
    this.jobs = new QueryJobs(calls, config, place);
    this.dryRuns = new DryRuns(calls, place, refusals);
  }

  @Override
  public WarehouseSource source() {
    return source;
  }

  @Override
  public Dialect dialect() {
    return Dialect.bigQuery();
  }

  @Override
  public List<TableInfo> tables() {
    String action = "list the tables of " + place.name();
    try {
      return TableList.read(jobs.run(TableList.query(source, UUID.randomUUID())));
    } catch (CallFailedException e) {
      throw refusals.of(action, e);
    }
  }

  @Override
  public Optional<io.granary.warehouse.Table> table(String name) {
    if (!Place.isTable(name)) {
      return Optional.empty();
    }
    try {
      Table table =
          calls.call(
              client ->
                  client
                      .tables()
                      .get(place.project(), place.dataset(), name)
                      .setView("BASIC")
                      .setFields("schema")
                      .execute(),
              calls.patience());
      return Optional.of(new io.granary.warehouse.Table(name, Types.columns(table.getSchema())));
    } catch (CallFailedException e) {
      if (e.fault() == Fault.ABSENT && !e.failure().isOfTheDataset()) {
        return Optional.empty();
      }
      throw refusals.of("read the table " + place.name() + "." + name, e);
    }
  }

  @Override
  public DryRun dryRun(String sql) {
    try {
      return dryRuns.run(sql);
    } catch (CallFailedException e) {
      throw refusals.of("check a query over " + place.name(), e);
    }
  }

  @Override
  public Rows query(Query query) {
    try {
      return jobs.run(query);
    } catch (CallFailedException e) {
      throw refusals.of("query " + place.name(), e);
    }
  }
}
