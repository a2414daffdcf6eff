package io.granary.duckdb;

import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A folder of files, seen through the warehouse. */
final class Folder implements AutoCloseable {
  private final Path path;
  private final DuckDbEngine engine;

  Folder(Path path) {
    this(path, Duration.ofMinutes(1));
  }

  Folder(Path path, Duration timeout) {
    this.path = path;
    this.engine = new DuckDbEngine(new DuckDbConfig(path.toString(), 256, 2, timeout));
  }

  Path path() {
    return path;
  }

  Folder with(String name, String content) throws IOException {
    Files.writeString(path.resolve(name), content);
    return this;
  }

  Warehouse warehouse() {
    return warehouse("raw_data");
  }

  Warehouse warehouse(String dataset) {
    return engine.open(new WarehouseSource("duckdb", null, dataset, null));
  }

  Rows query(String sql) {
    return query(sql, null, 1000);
  }

  Rows query(String sql, @Nullable Long maxBytes, int maxRows) {
    return warehouse().query(new Query(new UUID(0, 1), "test", sql, maxBytes, maxRows));
  }

  /** The one value of the one row of a query. */
  @Nullable Object value(String sql) {
    return query(sql).values().getFirst().getFirst();
  }

  @Override
  public void close() {
    engine.close();
  }
}
