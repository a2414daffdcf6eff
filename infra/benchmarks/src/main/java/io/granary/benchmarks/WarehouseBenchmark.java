package io.granary.benchmarks;

import io.granary.duckdb.DuckDbConfig;
import io.granary.duckdb.DuckDbEngine;
import io.granary.json.Json;
import io.granary.warehouse.Query;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.analysis.Analysis;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.Resolver;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.granary.warehouse.statistics.TableStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A table of transactions in DuckDB: statistics of all columns beside {@code SUMMARIZE}, and an
 * analysis beside the counts that it cannot do without, each asked by itself. Then how long the SQL
 * of a definition takes to write.
 */
final class WarehouseBenchmark {
  private static final long SMALL = 1_000_000;
  private static final int REPEATS = 3;
  private static final int QUERIES = 20_000;

  private static final String DEFINITION =
      """
      {"primary_table": "t",
       "column_mapping": {"user_id": {"table": "t", "column": "user_id"},
                          "product_id": {"table": "t", "column": "product_id"},
                          "timestamp": {"table": "t", "column": "ts"},
                          "revenue": {"table": "t", "column": "revenue"}},
       "filters": {"date_range": {"type": "rolling", "days": 365}},
       "split": {"strategy": "time", "eval_days": 14}, "as_of": "2026-06-30"}
      """;

  void run() throws Exception {
    Measure[] statistics = new Measure[2];
    Measure[] analyses = new Measure[2];
    for (int i = 0; i < 2; i++) {
      long rows = i == 0 ? SMALL : 10 * SMALL;
      Path folder = Files.createTempDirectory("warehouse");
      Path file = folder.resolve("t.parquet");
      generate(file, rows);
      try (var engine =
          new DuckDbEngine(new DuckDbConfig(folder.toString(), 2048, 2, Duration.ofMinutes(5)))) {
        Warehouse warehouse = engine.open(new WarehouseSource("duckdb", null, "raw_data", null));
        Table table = warehouse.table("t").orElseThrow();
        statistics[i] =
            measure(
                rows,
                () ->
                    TableStatistics.measure(
                        warehouse, table, table.places(), UUID.randomUUID(), null),
                () -> ask(warehouse, "SELECT * FROM (SUMMARIZE raw_data.t)"));
        ResolvedDefinition definition =
            Resolver.resolve(Json.read(DEFINITION, Definition.class), warehouse::table);
        analyses[i] =
            measure(
                rows,
                () -> Analysis.measure(warehouse, definition, UUID.randomUUID(), null),
                () -> bareCounts(warehouse));
      }
      Files.delete(file);
      Files.delete(folder);
    }
    Measure.print("column statistics", "rows", statistics[0], statistics[1]);
    Measure.print("analysis", "rows", analyses[0], analyses[1]);
    write();
  }

  private static void generate(Path file, long rows) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET memory_limit = '2GB'");
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SELECT setseed(0.5)");
      statement.execute(
          """
          COPY (
            SELECT i AS transaction_id,
                   'u' || CAST(floor(power(random(), 3) * 300000) AS INTEGER) AS user_id,
                   CAST(floor(power(random(), 4) * 20000) AS INTEGER) AS product_id,
                   CAST(TIMESTAMPTZ '2026-07-01 00:00:00+00'
                        - to_seconds(CAST(random() * 63072000 AS BIGINT)) AS TIMESTAMPTZ) AS ts,
                   CASE WHEN random() < 0.02 THEN NULL
                        ELSE round(random() * 200, 2) END AS revenue,
                   CAST(1 + floor(random() * 5) AS INTEGER) AS quantity,
                   'category ' || CAST(floor(random() * 40) AS INTEGER) AS category,
                   random() < 0.3 AS is_member
            FROM range(%d) AS r(i)
          ) TO '%s' (FORMAT parquet)
          """
              .formatted(rows, file));
    }
  }

  /** The best of some runs, which take turns. */
  private static Measure measure(long rows, Measure.Work work, Measure.Work floor)
      throws Exception {
    double best = Double.MAX_VALUE;
    double bestFloor = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      bestFloor = Math.min(bestFloor, Measure.seconds(floor));
      best = Math.min(best, Measure.seconds(work));
    }
    return new Measure(rows, best, bestFloor, Measure.residentPeakMb());
  }

  /** What anybody would ask who wants to know as much. */
  private static void bareCounts(Warehouse warehouse) {
    String rows =
        "(SELECT * FROM raw_data.t WHERE CAST(ts AT TIME ZONE 'UTC' AS DATE)"
            + " BETWEEN DATE '2025-06-30' AND DATE '2026-06-30')";
    for (String sql :
        new String[] {
          "SELECT count(*), count(user_id), count(revenue), min(ts), max(ts), sum(revenue),"
              + " min(revenue), max(revenue), count(DISTINCT user_id),"
              + " count(DISTINCT product_id), count(*) FILTER (WHERE ts >= DATE '2026-06-17')"
              + " FROM %s",
          "SELECT count(*) FROM (SELECT DISTINCT user_id, product_id FROM %s)",
          "SELECT count(*) FILTER (WHERE n < 5) FROM"
              + " (SELECT product_id, count(*) AS n FROM %s GROUP BY 1)",
          "SELECT count(*) FILTER (WHERE a AND b) FROM (SELECT user_id,"
              + " bool_or(ts >= DATE '2026-06-17') AS a, bool_or(ts < DATE '2026-06-17') AS b"
              + " FROM %s GROUP BY 1)",
          "SELECT count(*) FROM (SELECT DISTINCT * FROM %s)"
        }) {
      ask(warehouse, sql.formatted(rows));
    }
  }

  private static void ask(Warehouse warehouse, String sql) {
    warehouse.query(new Query(UUID.randomUUID(), "floor", sql, null, 1000));
  }

  private static void write() throws Exception {
    Path folder = Files.createTempDirectory("warehouse");
    Path file = folder.resolve("t.parquet");
    generate(file, 1);
    try (var engine =
        new DuckDbEngine(new DuckDbConfig(folder.toString(), 256, 2, Duration.ofMinutes(1)))) {
      Warehouse warehouse = engine.open(new WarehouseSource("duckdb", null, "raw_data", null));
      Table table = warehouse.table("t").orElseThrow();
      for (int round = 0; round < 2; round++) {
        int[] length = new int[1];
        double seconds =
            Measure.seconds(
                () -> {
                  for (int i = 0; i < QUERIES; i++) {
                    length[0] += sql(warehouse, table).length();
                  }
                });
        if (round == 1) {
          System.out.printf(
              "SQL of a definition: %.3f ms from JSON to text (%,d characters)%n",
              seconds * 1000 / QUERIES, length[0] / QUERIES);
        }
      }
    }
    Files.delete(file);
    Files.delete(folder);
  }

  private static String sql(Warehouse warehouse, Table table) {
    ResolvedDefinition definition =
        Resolver.resolve(Json.read(DEFINITION, Definition.class), _ -> Optional.of(table));
    return new DatasetSql(definition, warehouse.source(), warehouse.dialect()).select(Part.TRAIN);
  }
}
