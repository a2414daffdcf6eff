package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.json.Json;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.granary.warehouse.sql.Dialect;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Days are those of UTC, whatever time zone a project takes for its default. */
final class TimeZonesTest {
  private static final List<Instant> AROUND_MIDNIGHT =
      List.of(
          Instant.parse("2026-01-30T23:59:59Z"),
          Instant.parse("2026-01-31T00:00:00Z"),
          Instant.parse("2026-01-31T23:59:59Z"),
          Instant.parse("2026-02-01T00:00:00Z"));
  private static final Table VISITS =
      new Table("visits", List.of(Column.of("at", ColumnType.TIMESTAMP)));
  private static final World WORLD =
      new World(
          List.of(VISITS),
          Map.of("visits", AROUND_MIDNIGHT.stream().map(List::<@Nullable Object>of).toList()));

  private static @Nullable Object one(String expression) {
    try (var reference = new Reference(WORLD)) {
      return reference.query("SELECT " + expression).getFirst().getFirst();
    }
  }

  @Test
  void theProjectHasAnotherZone() {
    assertThat(one("DATE(TIMESTAMP '2026-01-31 23:59:59+00')")).isEqualTo(LocalDate.of(2026, 2, 1));
  }

  @Test
  void daysAndTextsOfPointsInTimeAreThoseOfUtc() {
    Dialect dialect = Dialect.bigQuery();
    String time = "TIMESTAMP '2026-01-31 23:59:59+00'";

    assertThat(one(dialect.day(time, ColumnType.TIMESTAMP))).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(one(dialect.timeInUtc(time))).isEqualTo("2026-01-31 23:59:59+00");
    assertThat(one(dialect.json(time))).isEqualTo("\"2026-01-31T23:59:59Z\"");
    assertThat(one(dialect.day("DATETIME '2026-01-31 23:59:59'", ColumnType.DATETIME)))
        .isEqualTo(LocalDate.of(2026, 1, 31));
  }

  @Test
  void rowsOfTheDaysAroundABoundaryAreWhereUtcHasThem() {
    Case made =
        Case.of(
            WORLD,
            Json.read(
                """
                {"primary_table": "visits",
                 "column_mapping": {"timestamp": {"table": "visits", "column": "at"}},
                 "filters": {"date_range": {"type": "fixed", "start": "2026-01-30",
                                            "end": "2026-01-31"}},
                 "split": {"strategy": "time", "eval_days": 1}, "as_of": "2026-01-31"}
                """,
                Definition.class));

    try (var reference = new Reference(WORLD)) {
      assertThat(Bag.of(reference.query(made.bigQuery().select(Part.TRAIN))))
          .isEqualTo(Bag.of(List.of(List.of(AROUND_MIDNIGHT.get(0)))));
      assertThat(Bag.of(reference.query(made.bigQuery().select(Part.EVAL))))
          .isEqualTo(
              Bag.of(List.of(List.of(AROUND_MIDNIGHT.get(1)), List.of(AROUND_MIDNIGHT.get(2)))));
    }
  }
}
