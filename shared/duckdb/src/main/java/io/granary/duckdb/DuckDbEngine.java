package io.granary.duckdb;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseEngine;
import io.granary.warehouse.WarehouseSource;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens folders of CSV, TSV, JSON and Parquet files as datasets. The dataset {@code d} is the
 * folder {@code d} within the configured one; {@code raw_data} is the configured one itself where
 * it has no such folder. A table is a file without the end of its name; files can be added,
 * replaced and removed at any time. One that cannot be read makes its own table alone unavailable.
 */
@Singleton
@Requires(property = "granary.duckdb.directory")
public final class DuckDbEngine implements WarehouseEngine, AutoCloseable {
  private static final String MAIN_DATASET = "raw_data";
  private static final Pattern DATASET = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  /** Schemas and catalogs that DuckDB has of its own. */
  private static final Set<String> TAKEN =
      Set.of("information_schema", "memory", "pg_catalog", "system", "temp");

  private final DuckDbConfig config;
  private final Path folder;
  private final Map<Path, FileTables> datasets = new ConcurrentHashMap<>();
  private @Nullable Database database;

  /** An engine that starts nothing before it is needed. */
  public DuckDbEngine(DuckDbConfig config) {
    this.config = config;
    this.folder = Path.of(config.directory()).toAbsolutePath().normalize();
  }

  @Override
  public String kind() {
    return "duckdb";
  }

  @Override
  public Warehouse open(WarehouseSource source) {
    return new DuckDbWarehouse(source, this::database, () -> tables(source.dataset()));
  }

  private FileTables tables(String dataset) {
    if (DATASET.matcher(dataset).matches() && !TAKEN.contains(dataset)) {
      Path within = folder.resolve(dataset);
      if (Files.isDirectory(within)) {
        return tables(within, dataset);
      }
      if (dataset.equals(MAIN_DATASET) && Files.isDirectory(folder)) {
        return tables(folder, dataset);
      }
    }
    throw new GranaryException(Code.NOT_FOUND, "Cannot find the dataset " + dataset + ".");
  }

  private FileTables tables(Path of, String dataset) {
    return datasets.computeIfAbsent(of, path -> new FileTables(path, dataset));
  }

  private synchronized Database database() {
    if (database == null) {
      database = Database.open(config, folder);
    }
    return database;
  }

  /** Ends DuckDB; nothing may be under way. */
  @Override
  @PreDestroy
  public synchronized void close() {
    if (database != null) {
      database.close();
      database = null;
      datasets.clear();
    }
  }
}
