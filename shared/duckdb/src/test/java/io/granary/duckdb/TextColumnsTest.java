package io.granary.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.json.Json;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Resolver;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.granary.warehouse.sql.SampleSql;
import io.granary.warehouse.statistics.ColumnStatistics;
import io.granary.warehouse.statistics.TableStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is called a STRING is one in every query, whatever it is in its file. */
final class TextColumnsTest {
  private static final String ANN = "81b71ed1-a066-4ca6-bcf5-eb7a41fa9297";
  private static final String BOB = "0F0E0D0C-0B0A-0908-0706-050403020100";

  @TempDir Path path;
  private Folder folder;

  @BeforeEach
  void open() throws IOException, SQLException {
    folder =
        new Folder(path)
            .with(
                "visits.jsonl",
                """
                {"who": "%1$s", "on": {"page": "%2$s"}, "seen": ["%1$s"]}
                {"who": "%1$s", "on": {"page": "%1$s"}, "seen": []}
                {"who": "%2$s", "on": {"page": "%2$s"}, "seen": ["%2$s"]}
                """
                    .formatted(ANN, BOB))
            .with("people.csv", "who,name\n%s,ann\n%s,bob\n".formatted(ANN, BOB));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          """
          COPY (SELECT '%s'::UUID AS who, {'page': '%1$s'::UUID} AS "on", '10:30:00+02'::TIMETZ AS at,
                       'tea'::ENUM('tea', 'ale') AS item, MAP {'%1$s'::UUID: 1} AS seen)
          TO '%s' (FORMAT parquet)\
          """
              .formatted(ANN, path.resolve("orders.parquet")));
    }
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private List<List<@Nullable Object>> samples(String table, String column) {
    Warehouse warehouse = folder.warehouse();
    Table of = warehouse.table(table).orElseThrow();
    return folder
        .query(
            SampleSql.of(
                warehouse.dialect(),
                warehouse.source(),
                of,
                of.find(column).orElseThrow(),
                /* limit= */ 5))
        .values();
  }

  private List<List<@Nullable Object>> rows(String definition) {
    Warehouse warehouse = folder.warehouse();
    var resolved =
        Resolver.resolve(
            Json.read(definition.replace('\'', '"'), Definition.class), warehouse::table);
    return folder
        .query(new DatasetSql(resolved, warehouse.source(), warehouse.dialect()).select(Part.FULL))
        .values();
  }

  @Test
  void samplesAreTextsAsTheyAreWritten() {
    assertThat(samples("visits", "who")).containsExactly(List.of(ANN), List.of(BOB));
    assertThat(samples("visits", "on.page")).containsExactly(List.of(BOB), List.of(ANN));
    assertThat(samples("orders", "who")).containsExactly(List.of(ANN));
    assertThat(samples("orders", "on.page")).containsExactly(List.of(ANN));
    assertThat(samples("orders", "at")).containsExactly(List.of("08:30:00+00"));
    assertThat(samples("orders", "item")).containsExactly(List.of("tea"));
  }

  @ParameterizedTest
  @CsvSource({
    "visits, who, contains, a066, 2",
    "visits, who, =, 0F0E0D0C-0B0A-0908-0706-050403020100, 1",
    "visits, who, =, nobody, 0",
    "visits, on.page, starts_with, 0F0E, 2",
    "orders, who, contains, a066, 1",
    "orders, at, contains, +00, 1",
    "orders, item, =, wine, 0",
    "orders, item, starts_with, t, 1"
  })
  void conditionsCompareTexts(
      String table, String column, String operator, String value, int matches) {
    assertThat(
            rows(
                """
                {'primary_table': '%s', 'filters': {'customer_filters':
                  [{'column': '%s', 'operator': '%s', 'value': '%s'}]}}\
                """
                    .formatted(table, column, operator, value)))
        .hasSize(matches);
  }

  @ParameterizedTest
  @CsvSource({"visits, who, 3", "visits, on.page, 3", "orders, who, 1", "orders, on.page, 1"})
  void joinsCompareTexts(String table, String column, int matches) {
    assertThat(
            rows(
                """
                {'primary_table': '%1$s', 'secondary_tables': ['people'],
                 'joins': [{'left_table': '%1$s', 'left_column': '%2$s',
                            'right_table': 'people', 'right_column': 'who', 'type': 'inner'}]}\
                """
                    .formatted(table, column)))
        .hasSize(matches);
  }

  @Test
  void figuresAreThoseOfTexts() {
    Warehouse warehouse = folder.warehouse();
    Table orders = warehouse.table("orders").orElseThrow();

    assertThat(
            TableStatistics.measure(warehouse, orders, orders.places(), new UUID(0, 1), null)
                .columns())
        .extracting(ColumnStatistics::max)
        .containsExactly(ANN, ANN, "08:30:00+00", "tea", null);
  }
}
