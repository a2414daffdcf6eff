package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.json.Json;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.sql.DatasetSql.Part;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which rows top products leave, in both engines. */
final class TopProductsTest {
  private static final Table SALES =
      new Table(
          "sales",
          List.of(Column.of("item", ColumnType.FLOAT64), Column.of("price", ColumnType.NUMERIC)));
  private static final Definition HALF =
      Json.read(
          """
          {"primary_table": "sales",
           "column_mapping": {"product_id": {"table": "sales", "column": "item"},
                              "revenue": {"table": "sales", "column": "price"}},
           "filters": {"top_products_percent": 50}}
          """,
          Definition.class);

  private static List<@Nullable Object> row(@Nullable Double item, @Nullable String price) {
    return Arrays.asList(item, price == null ? null : new BigDecimal(price));
  }

  @Test
  void rowsWithoutAProductAreLeftOut() throws SQLException {
    assertKept(
        List.of(row(1.0, "6"), row(null, "9"), row(2.0, "5"), row(Double.NaN, "9"), row(1.0, null)),
        List.of(row(1.0, "6"), row(1.0, null)));
  }

  @Test
  void aNegativeRevenueOfAllFiltersNothing() throws SQLException {
    List<List<@Nullable Object>> rows =
        List.of(row(1.0, "-5"), row(null, "-1"), row(2.0, "4"), row(Double.NaN, "3"));
    assertKept(rows, rows);
  }

  @Test
  void theRevenueOfRowsWithoutAProductDoesNotCount() throws SQLException {
    assertKept(List.of(row(1.0, "1"), row(null, "-5")), List.of(row(1.0, "1")));
  }

  @Test
  void withoutAProductThereIsNothing() throws SQLException {
    assertKept(List.of(row(null, "-5"), row(Double.NaN, "5")), List.of());
  }

  private static void assertKept(
      List<List<@Nullable Object>> rows, List<List<@Nullable Object>> kept) throws SQLException {
    var world = new World(List.of(SALES), Map.of(SALES.name(), rows));
    Case made = Case.of(world, HALF);
    try (var reference = new Reference(world);
        var duck = new Duck()) {
      duck.load(world);
      assertThat(Bag.of(reference.query(made.bigQuery().select(Part.FULL))))
          .isEqualTo(Bag.of(kept));
      assertThat(Bag.of(duck.query(made.duckDb().select(Part.FULL)))).isEqualTo(Bag.of(kept));
    }
  }
}
