package io.granary.warehouse.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.granary.json.Json;
import io.granary.warehouse.Shop;
import io.granary.warehouse.definition.Definition;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueryWarningsTest {
  private static final String MAPPED =
      """
      {'primary_table': 'transactions',
       'columns': [{'table': 'transactions', 'column': 'user_id', 'alias': 'customer'}],
       'column_mapping': {'user_id': {'table': 'transactions', 'column': 'user_id'},
                          'product_id': {'table': 'transactions', 'column': 'amount'},
                          'timestamp': {'table': 'transactions', 'column': 'ts'},
                          'revenue': {'table': 'transactions', 'column': 'amount'}}%s}
      """;
  private static final String FLOAT_PRODUCT =
      "The product_id transactions.amount is FLOAT64: NaN counts as no value, and whole numbers"
          + " over 2^53 run together.";

  private static List<String> warnings(String json) {
    return QueryWarnings.of(
        Json.read(json.replace('\'', '"'), Definition.class), Shop.resolve(json));
  }

  private static List<String> mapped(String more) {
    return warnings(MAPPED.formatted(more)).stream()
        .filter(warning -> !warning.equals(FLOAT_PRODUCT))
        .toList();
  }

  @Test
  void aPlainDefinitionHasNone() {
    assertEquals(
        List.of(),
        warnings(
            """
            {'primary_table': 'users',
             'columns': [{'table': 'users', 'column': 'id'},
                         {'table': 'users', 'column': 'born', 'alias': 'birthday'}]}
            """));
    assertEquals(List.of(FLOAT_PRODUCT), warnings(MAPPED.formatted("")));
  }

  @Test
  void rowsThatMoveWithTheDayAreNamedUnlessTheDayIsGiven() {
    String rolling = ", 'filters': {'date_range': {'type': 'rolling', 'days': 90}}";
    String moving =
        "Without as_of, days count from the day in UTC on which a query runs, so that the rows"
            + " move with the day; a version keeps the day.";
    String leftOut = "Rows without timestamp are left out.";

    assertEquals(List.of(moving, leftOut), mapped(rolling));
    assertEquals(
        List.of(moving, leftOut), mapped(", 'split': {'strategy': 'time', 'eval_days': 7}"));
    assertEquals(List.of(leftOut), mapped(rolling + ", 'as_of': '2026-06-30'"));
  }

  @Test
  void sidesThatCannotHaveRowsAreNamed() {
    String split = ", 'as_of': '2026-06-30', 'split': {'strategy': 'time', 'eval_days': 30}";
    String dates = ", 'filters': {'date_range': {'type': 'fixed', 'start': '%s', 'end': '%s'}}";
    String leftOut = "Rows without timestamp are left out.";

    assertEquals(
        List.of(
            "Train has no rows: the last 30 days are for eval, and the dates reach back 29.",
            leftOut),
        mapped(split + ", 'filters': {'date_range': {'type': 'rolling', 'days': 29}}"));
    assertEquals(
        List.of(leftOut),
        mapped(split + ", 'filters': {'date_range': {'type': 'rolling', 'days': 30}}"));
    assertEquals(
        List.of(
            "Eval has no rows: it begins after 2026-05-31, and the dates end on 2026-05-31.",
            leftOut),
        mapped(split + dates.formatted("2026-01-01", "2026-05-31")));
    assertEquals(
        List.of(
            "Train has no rows: it ends on 2026-05-31, and the dates begin on 2026-06-01.",
            leftOut),
        mapped(split + dates.formatted("2026-06-01", "2026-06-30")));
    assertEquals(List.of(leftOut), mapped(split + dates.formatted("2026-05-31", "2026-06-01")));
  }

  @Test
  void columnsWithNewNamesAreListedUpToTen() {
    assertEquals(
        List.of(
            "Columns are named otherwise than in their tables: transactions.place.city is"
                + " place_city, users.ts is users_ts."),
        warnings(
            """
            {'primary_table': 'transactions', 'secondary_tables': ['users'],
             'joins': [{'left_table': 'transactions', 'left_column': 'user_id',
                        'right_table': 'users', 'right_column': 'id', 'type': 'left'}]}
            """));
  }

  @Test
  void inexactKeysAndForeignRowsAreNamed() {
    assertEquals(
        List.of(
            "The full join of other brings rows in that transactions does not have.",
            "The join of transactions.amount with other.product_id compares FLOAT64, which tells"
                + " whole numbers over 2^53 and most decimal numbers only roughly."),
        warnings(
            """
            {'primary_table': 'transactions', 'secondary_tables': ['transactions as other'],
             'columns': [{'table': 'transactions', 'column': 'user_id'}],
             'joins': [{'left_table': 'transactions', 'left_column': 'amount',
                        'right_table': 'other', 'right_column': 'product_id', 'type': 'full'}]}
            """));
  }

  @Test
  void aSplitByHashSaysWhereNullsAndUsersGo() {
    assertEquals(
        List.of(
            "Rows whose transactions.product_id is null are all on one side of the split.",
            "Rows of one user may be on both sides, because the split goes by"
                + " transactions.product_id."),
        mapped(
            ", 'split': {'strategy': 'random', 'train_percent': 80,"
                + " 'key': 'transactions.product_id'}"));
  }

  @Test
  void whatFiltersLeaveOutIsSaid() {
    assertEquals(
        List.of(
            "The revenue transactions.amount is FLOAT64: top products are found by sums of values"
                + " rounded to nine decimals.",
            "Rows without product_id or user_id are left out."),
        mapped(", 'filters': {'top_products_percent': 80, 'min_transactions': 2}"));
  }
}
