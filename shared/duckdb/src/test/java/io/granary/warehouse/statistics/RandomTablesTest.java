package io.granary.warehouse.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.granary.duckdb.DuckDbConfig;
import io.granary.duckdb.DuckDbEngine;
import io.granary.json.Json;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.statistics.ColumnStatistics.TopValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** The figures are those of a plain computation, for rows of any seed. */
final class RandomTablesTest {
  /** Also those that figures have. */
  private static final List<String> NAMES =
      List.of("n", "t", "total", "again", "estimate_0", "longest_1", "estimates", "counts");

  @TempDir Path folder;

  @RepeatedTest(20)
  void theFiguresAreThoseOfAPlainComputation(RepetitionInfo repetition) throws IOException {
    long seed = 1000L + repetition.getCurrentRepetition();
    var random = new Random(seed);
    int rows = 1 + random.nextInt(400);
    int range = 1 + random.nextInt(100);
    double nulls = random.nextDouble();
    List<@Nullable Long> numbers = new ArrayList<>();
    List<@Nullable String> texts = new ArrayList<>();
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    String name = names.getFirst();
    String other = names.getLast();
    var lines = new StringBuilder("{\"%s\": 0, \"%s\": \"x\"}\n".formatted(name, other));
    numbers.add(0L);
    texts.add("x");
    for (int i = 0; i < rows; i++) {
      Long number = random.nextDouble() < nulls ? null : (long) random.nextInt(range) - range / 2;
      String text = random.nextDouble() < nulls ? null : "é" + random.nextInt(range) + "\"'";
      numbers.add(number);
      texts.add(text);
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put(name, number);
      row.put(other, text);
      lines.append(Json.write(row)).append('\n');
    }
    Files.writeString(folder.resolve("t.jsonl"), lines.toString());

    List<ColumnStatistics> columns = measured();

    check(columns.get(0), numbers, seed);
    check(columns.get(1), texts, seed);
    double mean = numbers.stream().filter(n -> n != null).mapToLong(n -> n).average().orElse(0);
    assertThat(columns.get(0).mean()).as("seed %s", seed).isCloseTo(mean, within(1e-9));
    long known = numbers.stream().filter(n -> n != null).count();
    if (known > 1) {
      double squares =
          numbers.stream().filter(n -> n != null).mapToDouble(n -> (n - mean) * (n - mean)).sum();
      assertThat(columns.get(0).stddev())
          .as("seed %s", seed)
          .isCloseTo(Math.sqrt(squares / (known - 1)), within(1e-9));
    }
  }

  private List<ColumnStatistics> measured() {
    var config = new DuckDbConfig(folder.toString(), 256, 2, Duration.ofMinutes(1));
    try (var engine = new DuckDbEngine(config)) {
      Warehouse warehouse = engine.open(new WarehouseSource("duckdb", null, "raw_data", null));
      Table table = warehouse.table("t").orElseThrow();
      return TableStatistics.measure(warehouse, table, table.places(), new UUID(0, 1), null)
          .columns();
    }
  }

  private static <T extends Comparable<T>> void check(
      ColumnStatistics column, List<@Nullable T> values, long seed) {
    Map<T, Long> counts =
        values.stream()
            .filter(value -> value != null)
            .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    long known = counts.values().stream().mapToLong(count -> count).sum();
    List<TopValue> top =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<T, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(10)
            .map(entry -> new TopValue(entry.getKey(), entry.getValue()))
            .toList();
    assertThat(column)
        .as("seed %s", seed)
        .returns((long) values.size(), ColumnStatistics::rowCount)
        .returns(values.size() - known, ColumnStatistics::nullCount)
        .returns((long) counts.size(), ColumnStatistics::distinct)
        .returns((double) counts.size() / known, ColumnStatistics::uniqueness)
        .returns(
            counts.keySet().stream().min(Comparator.naturalOrder()).orElseThrow(),
            ColumnStatistics::min)
        .returns(
            counts.keySet().stream().max(Comparator.naturalOrder()).orElseThrow(),
            ColumnStatistics::max)
        .returns(top, ColumnStatistics::top);
  }
}
