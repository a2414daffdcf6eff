package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Column;
import io.granary.warehouse.Column.Mode;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.WarehouseSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TablesTest {
  private static final String TABLES = "/projects/tables-1/datasets/raw_data/tables/";
  private static final List<String> FIELDS =
      List.of(
          "{\"name\": \"table_id\", \"type\": \"STRING\"}",
          "{\"name\": \"type\", \"type\": \"INTEGER\"}",
          "{\"name\": \"row_count\", \"type\": \"INTEGER\"}",
          "{\"name\": \"size_bytes\", \"type\": \"INTEGER\"}",
          "{\"name\": \"last_modified_time\", \"type\": \"INTEGER\"}",
          "{\"name\": \"column_count\", \"type\": \"INTEGER\"}");

  @RegisterExtension final Cloud cloud = new Cloud();

  private static String row(String name, int type, long rows, long bytes, int columns) {
    return """
        {"f": [{"v": "%s"}, {"v": "%d"}, {"v": "%d"}, {"v": "%d"}, {"v": "1763767667123"},
               {"v": "%d"}]}"""
        .formatted(name, type, rows, bytes, columns);
  }

  @Test
  void tablesAreListedByOneQueryWhateverTheirNumber() {
    cloud
        .fake()
        .jobs()
        .give(
            0,
            FIELDS,
            row("orders", 1, 12_000_000_000L, 3_000_000_000_000L, 14),
            row("orders_view", 2, 0, 0, 3),
            row("sheet", 3, 0, 0, 2));
    cloud.fake().jobs().pageRows(2);

    Instant modified = Instant.parse("2025-11-21T23:27:47.123Z");
    assertThat(cloud.in("EU").tables())
        .containsExactly(
            new TableInfo("orders", 12_000_000_000L, 3_000_000_000_000L, 14, modified),
            new TableInfo("orders_view", null, null, 3, modified),
            new TableInfo("sheet", null, null, 2, modified));
    assertThat(cloud.fake().asked()).hasSize(4);
    assertThat(cloud.fake().first("POST").body().at("/configuration/query/query").asText())
        .contains("FROM `tables-1`.`raw_data`.`__TABLES__` AS t")
        .contains("FROM `tables-1`.`raw_data`.`INFORMATION_SCHEMA`.COLUMNS")
        .endsWith("ORDER BY t.table_id\nLIMIT 50001");
  }

  @Test
  void everyListIsOneOfNow() {
    cloud.fake().jobs().give(0, FIELDS);
    cloud.in("EU").tables();
    cloud.in("EU").tables();

    assertThat(cloud.fake().jobs().ids())
        .hasSize(2)
        .allMatch(id -> id.startsWith("granary_tables_"));
  }

  @Test
  void aDatasetThatIsNotThereIsNotFoundInTheLocationAsked() {
    cloud
        .fake()
        .always(
            Answer.error(
                404,
                "notFound",
                "Not found: Dataset tables-1:raw_data was not found in location US"));

    assertThatThrownBy(() -> cloud.in("US").tables())
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
        .hasMessage(
            "Cannot list the tables of tables-1.raw_data: Not found: Dataset tables-1:raw_data was"
                + " not found in location US (asked in the location US)");
    assertThat(cloud.fake().asked()).hasSize(1);
  }

  @Test
  void aTableHasItsColumnsNestedAndRepeated() {
    cloud
        .fake()
        .at(
            TABLES + "Orders",
            Answer.ok(
                """
                {"schema": {"fields": [
                  {"name": "id", "type": "INTEGER", "mode": "REQUIRED", "description": "its key"},
                  {"name": "tags", "type": "STRING", "mode": "REPEATED"},
                  {"name": "address", "type": "RECORD", "mode": "NULLABLE", "fields": [
                    {"name": "city", "type": "STRING"},
                    {"name": "lines", "type": "RECORD", "mode": "REPEATED", "fields": [
                      {"name": "price", "type": "BIGNUMERIC"}]}]},
                  {"name": "valid", "type": "RANGE", "rangeElementType": {"type": "DATE"}},
                  {"name": "new", "type": "NOT_YET_KNOWN"}]}}"""));

    var price = Column.of("price", ColumnType.BIGNUMERIC);
    var lines = new Column("lines", ColumnType.STRUCT, Mode.REPEATED, List.of(price), null);
    assertThat(cloud.in("EU").table("Orders"))
        .contains(
            new Table(
                "Orders",
                List.of(
                    new Column("id", ColumnType.INT64, Mode.REQUIRED, List.of(), "its key"),
                    new Column("tags", ColumnType.STRING, Mode.REPEATED, List.of(), null),
                    new Column(
                        "address",
                        ColumnType.STRUCT,
                        Mode.NULLABLE,
                        List.of(Column.of("city", ColumnType.STRING), lines),
                        null),
                    Column.of("valid", ColumnType.RANGE),
                    Column.of("new", ColumnType.JSON))));
    assertThat(cloud.fake().asked()).hasSize(1);
  }

  @Test
  void aTableWithoutColumnsHasNone() {
    cloud.fake().at(TABLES + "empty", Answer.ok("{}"));

    assertThat(cloud.in("EU").table("empty")).contains(new Table("empty", List.of()));
  }

  @Test
  void aTableThatIsNotThereIsAbsent() {
    cloud
        .fake()
        .at(
            TABLES + "gone",
            Answer.error(404, "notFound", "Not found: Table tables-1:raw_data.gone"));

    assertThat(cloud.in("EU").table("gone")).isEmpty();
  }

  @Test
  void aTableOfADatasetThatIsNotThereIsARefusal() {
    cloud
        .fake()
        .at(TABLES + "t", Answer.error(404, "notFound", "Not found: Dataset tables-1:raw_data"));

    assertThatThrownBy(() -> cloud.in(null).table("t"))
        .isInstanceOf(GranaryException.class)
        .hasMessage(
            "Cannot read the table tables-1.raw_data.t: Not found: Dataset tables-1:raw_data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a/b", "../x", "t?view=FULL", "t$20250101", "t@1", "a.b", "t\n", "%2F"})
  void whatCannotBeATableIsNotAskedFor(String name) {
    assertThat(cloud.in("EU").table(name)).isEmpty();
    assertThat(cloud.fake().asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"käufe 2025", "注文-1", "_x"})
  void tablesMayHaveUnusualNames(String name) {
    cloud.fake().at(TABLES + name, Answer.ok("{}"));

    assertThat(cloud.in("EU").table(name)).isPresent();
  }

  @Test
  void tablesOfTheInstallationsOwnProjectNeedNoProject() {
    cloud.fake().at("/projects/jobs-1/datasets/raw_data/tables/t", Answer.ok("{}"));

    assertThat(cloud.open(new WarehouseSource("bigquery", null, "raw_data", null)).table("t"))
        .isPresent();
  }
}
