package io.granary.warehouse.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.granary.duckdb.DuckDbConfig;
import io.granary.duckdb.DuckDbEngine;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.statistics.ColumnStatistics.TopValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableStatisticsTest {
  @TempDir Path folder;
  private DuckDbEngine engine;

  private TableStatistics measure(Path path, String name) {
    engine = new DuckDbEngine(new DuckDbConfig(path.toString(), 256, 2, Duration.ofMinutes(1)));
    Warehouse warehouse = engine.open(new WarehouseSource("duckdb", null, "raw_data", null));
    Table table = warehouse.table(name).orElseThrow();
    return TableStatistics.measure(warehouse, table, table.places(), new UUID(0, 1), null);
  }

  private TableStatistics measure(String fileName, String content) throws IOException {
    Files.writeString(folder.resolve(fileName), content);
    return measure(folder, fileName.substring(0, fileName.indexOf('.')));
  }

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void numbersTextsAndDaysHaveTheirFigures() throws IOException {
    TableStatistics table =
        measure("t.csv", "n,s,d\n1,b,2024-01-01\n3,b,2024-03-01\n,a,2024-02-01\n2,,2024-01-01\n");

    assertThat(table.rowCount()).isEqualTo(4);
    assertThat(table.bytes()).isEqualTo(64);
    assertThat(table.columns().get(0))
        .isEqualTo(
            new ColumnStatistics(
                "n",
                ColumnType.INT64,
                4,
                1,
                0.25,
                3L,
                false,
                1.0,
                1L,
                3L,
                2.0,
                1.0,
                null,
                List.of(new TopValue(1L, 1), new TopValue(2L, 1), new TopValue(3L, 1))));
    assertThat(table.columns().get(1))
        .isEqualTo(
            new ColumnStatistics(
                "s",
                ColumnType.STRING,
                4,
                1,
                0.25,
                2L,
                false,
                2.0 / 3,
                "a",
                "b",
                null,
                null,
                null,
                List.of(new TopValue("b", 2), new TopValue("a", 1))));
    assertThat(table.columns().get(2))
        .returns(60L, ColumnStatistics::rangeDays)
        .returns("2024-01-01", ColumnStatistics::min)
        .returns("2024-03-01", ColumnStatistics::max)
        .returns(new TopValue("2024-01-01", 2), column -> column.top().getFirst());
  }

  @Test
  void aTableWithoutRowsHasNoFigures() throws IOException {
    ColumnStatistics column = measure("t.csv", "a\n").columns().getFirst();

    assertThat(column)
        .isEqualTo(
            new ColumnStatistics(
                "a",
                ColumnType.STRING,
                0,
                0,
                0,
                0L,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of()));
  }

  @Test
  void whatIsNoFiniteNumberIsAValueAndNoMean() throws IOException {
    ColumnStatistics column =
        measure("t.csv", "x\n1.5\nNaN\ninf\n-inf\nNaN\n1e200\n2.5\n").columns().getFirst();

    assertThat(column.type()).isEqualTo(ColumnType.FLOAT64);
    assertThat(column)
        .returns(0L, ColumnStatistics::nullCount)
        .returns(6L, ColumnStatistics::distinct)
        .returns(1.5, ColumnStatistics::min)
        .returns(1e200, ColumnStatistics::max)
        .returns(2.0, ColumnStatistics::mean)
        .returns(new TopValue("NaN", 2), each -> each.top().getFirst());
  }

  @Test
  void hugeIntegersAreExact() throws IOException {
    ColumnStatistics column =
        measure("t.csv", "x\n170141183460469231731687303715884105727\n18446744073709551616\n")
            .columns()
            .getFirst();

    assertThat(column.distinct()).isEqualTo(2);
    assertThat(String.valueOf(column.max())).startsWith("1701411834604692317");
  }

  @Test
  void longTextsAreCut() throws IOException {
    String start = "x".repeat(300);
    ColumnStatistics column =
        measure("t.csv", "s\n" + start + "a\n" + start + "b\n").columns().getFirst();

    assertThat(column.distinct()).isEqualTo(2);
    assertThat(column.min()).isEqualTo("x".repeat(200));
    assertThat(column.top()).containsExactly(new TopValue("x".repeat(200), 2));
  }

  @Test
  void bytesAreToldApart() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT unnest(['a'::BLOB, '\\xFF'::BLOB, 'a'::BLOB, NULL]) AS b) TO '%s'"
              .formatted(folder.resolve("t.parquet")));
    }

    assertThat(measure(folder, "t").columns().getFirst())
        .returns(ColumnType.BYTES, ColumnStatistics::type)
        .returns(1L, ColumnStatistics::nullCount)
        .returns(2L, ColumnStatistics::distinct)
        .returns(null, ColumnStatistics::min)
        .returns(List.of(), ColumnStatistics::top);
  }

  @Test
  void fieldsOfStructsAreMeasuredAndArraysAreCounted() throws IOException {
    TableStatistics table =
        measure(
            "t.jsonl",
            """
            {"a": {"b c": {"d": 1}}, "l": [1, 2], "o": [{"x": 1}]}
            {"a": {"b c": {"d": 5}}, "l": null, "o": [{"x": 1}]}
            """);

    assertThat(table.columns())
        .extracting(ColumnStatistics::column)
        .containsExactly("a.b c.d", "l", "o");
    assertThat(table.columns().getFirst().max()).isEqualTo(5L);
    assertThat(table.columns().get(1))
        .returns(1L, ColumnStatistics::nullCount)
        .returns(null, ColumnStatistics::distinct)
        .returns(List.of(), ColumnStatistics::top);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 100_000})
  void differentValuesAreCountedExactlyUpToALimit(int different) throws IOException {
    String ids =
        IntStream.range(0, different).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    ColumnStatistics column =
        measure("t.csv", "id\n" + ids + "\n" + ids + "\n").columns().getFirst();

    assertThat(column)
        .returns((long) different, ColumnStatistics::distinct)
        .returns(false, ColumnStatistics::isApproximate)
        .returns(0.5, ColumnStatistics::uniqueness)
        .returns(new TopValue(0L, 2), each -> each.top().getFirst());
  }

  @Test
  void moreAreEstimatedWithTheFrequentOnes() throws IOException {
    var random = new Random(7);
    var text = new StringBuilder("id\n");
    for (int i = 0; i < 600_000; i++) {
      text.append(i % 10 == 0 ? 7 : random.nextInt(Integer.MAX_VALUE)).append('\n');
    }
    ColumnStatistics column = measure("t.csv", text.toString()).columns().getFirst();

    assertThat(column.isApproximate()).isTrue();
    assertThat((double) column.distinct()).isCloseTo(540_000, within(54_000.0));
    assertThat(column.top()).extracting(TopValue::value).containsExactly(7L);
    assertThat((double) column.top().getFirst().count()).isCloseTo(60_000, within(6_000.0));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "GRANARY_TEST_DATA", matches = ".+")
  void ordersOfAShopAreAsOthersCountThem() {
    Path northwind = Path.of(System.getenv("GRANARY_TEST_DATA"), "northwind");
    TableStatistics orders = measure(northwind, "orders");

    assertThat(orders.columns().get(0))
        .returns(830L, ColumnStatistics::distinct)
        .returns(1.0, ColumnStatistics::uniqueness);
    assertThat(orders.columns().get(1))
        .returns(89L, ColumnStatistics::distinct)
        .returns(new TopValue("SAVEA", 31), column -> column.top().getFirst());
    assertThat(orders.columns().get(3))
        .returns("1996-07-04", ColumnStatistics::min)
        .returns("1998-05-06", ColumnStatistics::max)
        .returns(671L, ColumnStatistics::rangeDays);
    assertThat(orders.columns().get(5)).returns(21L, ColumnStatistics::nullCount);
  }
}
