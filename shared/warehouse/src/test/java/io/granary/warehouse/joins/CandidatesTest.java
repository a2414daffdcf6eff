package io.granary.warehouse.joins;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.LeftOut;
import io.granary.warehouse.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  @Test
  void keysComeFirstAndMeasuresTextsDatesAndPricesNotAtAll() {
    Table table =
        new Table(
            "sales",
            List.of(
                Column.of("city", ColumnType.STRING),
                Column.of("quantity", ColumnType.INT64),
                Column.of("description", ColumnType.STRING),
                Column.of("created_at", ColumnType.TIMESTAMP),
                Column.of("is_new", ColumnType.BOOL),
                Column.of("weight_kg", ColumnType.FLOAT64),
                Column.of("old_user_id", ColumnType.FLOAT64),
                Column.of("product_id", ColumnType.INT64)));
    assertThat(Candidates.columns(table))
        .extracting(Table.Place::name)
        .containsExactly("old_user_id", "product_id", "city");
  }

  @Test
  void fieldsOfStructsMayBeKeysAndArraysNot() {
    Table table =
        new Table(
            "events",
            List.of(
                new Column(
                    "user",
                    ColumnType.STRUCT,
                    Column.Mode.NULLABLE,
                    List.of(Column.of("id", ColumnType.INT64)),
                    null),
                new Column("item_ids", ColumnType.INT64, Column.Mode.REPEATED, List.of(), null)));
    assertThat(Candidates.columns(table)).extracting(Table.Place::name).containsExactly("user.id");
  }

  @Test
  void aClearNameIsLookedAtAloneAndInOneDirection() {
    List<Measured> columns =
        List.of(
            unique("customers", "customer_id", 90),
            unique("towns", "town_id", 95),
            repeated("orders", "customer_id", 80, 800));
    assertThat(Candidates.pairs(columns))
        .extracting(each -> each.left().name().table() + ">" + each.right().name().table())
        .containsExactly("orders>customers");
  }

  @Test
  void manyColumnsOfChanceGiveFewPairs() {
    List<Measured> columns = new ArrayList<>();
    for (int table = 0; table < 10; table++) {
      columns.add(texts("t" + table, "code", 1000, 1000));
      for (int i = 0; i < 200; i++) {
        columns.add(texts("t" + table, "x" + i, 500, 1000));
      }
    }
    List<Candidate> pairs = Candidates.pairs(columns);
    assertThat(pairs).hasSizeBetween(Candidates.MAX_PAIRS, 10 * 200 * 4);
    LeftOut leftOut = LeftOut.ofNamed();
    assertThat(Candidates.likeliest(pairs, leftOut)).hasSize(Candidates.MAX_PAIRS);
    assertThat(leftOut.sentences())
        .containsExactly(
            "Only the 120 likeliest of %d pairs of columns were compared.".formatted(pairs.size()));
    assertThat(pairs.getFirst().atMost()).isGreaterThanOrEqualTo(pairs.getLast().atMost());
  }

  private static Measured unique(String table, String column, long values) {
    return measured(table, column, ColumnType.INT64, values, values, Long.toString(values));
  }

  private static Measured repeated(String table, String column, long distinct, long values) {
    return measured(table, column, ColumnType.INT64, distinct, values, Long.toString(distinct));
  }

  private static Measured texts(String table, String column, long distinct, long values) {
    return measured(table, column, ColumnType.STRING, distinct, values, "C99999");
  }

  private static Measured measured(
      String table, String column, ColumnType type, long distinct, long values, String max) {
    Table of = new Table(table, List.of(Column.of(column, type)));
    return Measured.of(
        of, of.places().getFirst(), values, values, new Domain(type, distinct, "1", max, 6));
  }
}
