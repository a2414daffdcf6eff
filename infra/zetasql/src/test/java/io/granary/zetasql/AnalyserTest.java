package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Column;
import io.granary.warehouse.Column.Mode;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.DryRun.SqlError;
import io.granary.warehouse.Field;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The judge itself sees what a query is, and refuses what is none. */
final class AnalyserTest {
  private static final Table ORDERS =
      new Table(
          "orders",
          List.of(
              Column.of("id", ColumnType.INT64),
              Column.of("amount", ColumnType.NUMERIC),
              new Column(
                  "address",
                  ColumnType.STRUCT,
                  Mode.NULLABLE,
                  List.of(Column.of("city", ColumnType.STRING)),
                  null),
              new Column("tags", ColumnType.STRING, Mode.REPEATED, List.of(), null)));

  private static Analyser analyser;

  @BeforeAll
  static void open() {
    analyser = new Analyser(List.of(ORDERS, everyType()));
  }

  @AfterAll
  static void close() {
    analyser.close();
  }

  private static Table everyType() {
    List<Column> columns = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      List<Column> fields =
          type == ColumnType.STRUCT ? List.of(Column.of("x", ColumnType.INT64)) : List.of();
      columns.add(new Column("one_" + type, type, Mode.NULLABLE, fields, null));
      columns.add(new Column("many_" + type, type, Mode.REPEATED, fields, null));
    }
    return new Table("every`type", columns);
  }

  @Test
  void aQueryHasItsColumnsWithTheirTypesAndWhatItReads() {
    Analysis seen =
        analyser.analyse("SELECT address.city, tags, id + 1 AS next FROM `raw_data`.`orders`");
    assertThat(seen.outputs())
        .containsExactly(
            new Field("city", ColumnType.STRING, false),
            new Field("tags", ColumnType.STRING, true),
            new Field("next", ColumnType.INT64, false));
    assertThat(seen.tables()).containsExactly("orders");
    assertThat(seen.columns())
        .containsExactlyInAnyOrder("orders.address", "orders.tags", "orders.id");
  }

  @Test
  void everyTypeOfColumnIsSeenAsItselfAlsoUnderAProject() {
    String table = Dialect.bigQuery().table(Analyser.PROJECT, "every`type");
    Analysis seen = analyser.analyse("SELECT * FROM " + table);
    assertThat(table).isEqualTo("`proj-1`.`raw_data`.`every\\`type`");
    assertThat(seen.outputs())
        .isEqualTo(
            everyType().columns().stream()
                .map(column -> new Field(column.name(), column.type(), column.isRepeated()))
                .toList());
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertThat(analyser.refusal("SELECT id,\n  nothing FROM raw_data.orders"))
        .contains(new SqlError(2, 3, "Unrecognized name: nothing"));
    assertThat(analyser.refusal("SELECT 1; SELECT 2").orElseThrow().message())
        .startsWith("Syntax error: Expected end of input");
    assertThat(analyser.refusal("DROP TABLE raw_data.orders").orElseThrow().message())
        .isEqualTo("Statement not supported: DropStatement");
  }

  @Test
  void joinsThatAreNotOfEqualitiesAreSeen() {
    Analysis seen =
        analyser.analyse(
            "SELECT 1 FROM raw_data.orders a FULL JOIN raw_data.orders b ON a.id < b.id");
    assertThat(seen.joins()).containsExactly(new Analysis.JoinShape("FULL", false));
    assertThat(seen.scans()).containsExactly("orders", "orders");
  }
}
