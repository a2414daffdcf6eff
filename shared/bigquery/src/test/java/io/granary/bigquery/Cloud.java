package io.granary.bigquery;

import io.granary.warehouse.Query;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fake BigQuery for each test, and a view of the dataset {@code tables-1.raw_data} in it. */
final class Cloud implements BeforeEachCallback, AfterEachCallback {
  static final UUID ID = UUID.fromString("0199f000-0000-7000-8000-000000000001");
  static final String JOB = "granary_statistics_" + ID;
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final int ATTEMPTS = 4;

  private @Nullable FakeBigQuery fake;
  private FakeTime time = new FakeTime();

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    fake = new FakeBigQuery();
    time = new FakeTime();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    fake().close();
  }

  FakeBigQuery fake() {
    if (fake == null) {
      throw new IllegalStateException("Cannot use the cloud before a test");
    }
    return fake;
  }

  FakeTime time() {
    return time;
  }

  BigQueryConfig config() {
    return new BigQueryConfig(
        "jobs-1",
        null,
        fake().url(),
        PATIENCE,
        Duration.ofSeconds(10),
        ATTEMPTS,
        Duration.ofMillis(200));
  }

  Warehouse in(@Nullable String location) {
    return open(new WarehouseSource("bigquery", "tables-1", "raw_data", location));
  }

  Warehouse open(WarehouseSource source) {
    return open(source, Duration.ofSeconds(30));
  }

  /** The same; nothing is sent for some time after many failures. */
  Warehouse resting(Duration rest) {
    return open(new WarehouseSource("bigquery", "tables-1", "raw_data", "EU"), rest);
  }

  private Warehouse open(WarehouseSource source, Duration rest) {
    var clients = new Clients(config(), "");
    return new BigQueryEngine(config(), clients, time, new Breaker(rest)).open(source);
  }

  /** Any query, always with the same id. */
  static Query query(int maxRows) {
    return new Query(ID, "statistics", "SELECT 1", 1_000_000L, maxRows);
  }
}
