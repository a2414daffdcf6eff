package io.granary.warehouse.joins;

import io.granary.duckdb.DuckDbConfig;
import io.granary.duckdb.DuckDbEngine;
import io.granary.warehouse.LeftOut;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A folder of CSV files as a warehouse, in which joins are looked for. */
final class Shop implements AutoCloseable {
  private final Path folder;
  private final DuckDbEngine engine;

  Shop(Path folder) {
    this.folder = folder;
    this.engine =
        new DuckDbEngine(new DuckDbConfig(folder.toString(), 256, 2, Duration.ofMinutes(1)));
  }

  /** Adds a table whose rows are numbered from 1. */
  Shop with(String table, String header, int rows, IntFunction<String> row) throws IOException {
    String lines = IntStream.rangeClosed(1, rows).mapToObj(row).collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve(table + ".csv"), header + "\n" + lines + "\n");
    return this;
  }

  long bytes(String table) throws IOException {
    return Files.size(folder.resolve(table + ".csv"));
  }

  Warehouse warehouse() {
    return engine.open(new WarehouseSource("duckdb", null, "raw_data", null));
  }

  List<Table> tables() {
    return warehouse().tables().stream().map(TableInfo::tableId).map(this::table).toList();
  }

  Table table(String name) {
    return warehouse().table(name).orElseThrow();
  }

  JoinKey key(String table, String... columns) {
    Table of = table(table);
    return new JoinKey(
        of, List.of(columns).stream().map(name -> of.find(name).orElseThrow()).toList());
  }

  JoinDetector detector() {
    return detector(null);
  }

  JoinDetector detector(@Nullable Long maxBytes) {
    return new JoinDetector(warehouse(), new UUID(4, 2), maxBytes);
  }

  List<DetectedJoin> joins() {
    return detector().search(tables(), LeftOut.ofNamed()).joins();
  }

  /** The join in short: {@code a.b > c.d}. */
  static String text(DetectedJoin join) {
    return "%s.%s > %s.%s"
        .formatted(join.leftTable(), join.leftColumn(), join.rightTable(), join.rightColumn());
  }

  @Override
  public void close() {
    engine.close();
  }
}
