package io.granary.warehouse.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.warehouse.Shop;
import io.granary.warehouse.definition.ResolvedDefinition.JoinType;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ResolverTest {
  private static final String JOINED =
      """
      {'primary_table': 'transactions', 'secondary_tables': ['users'],
       'joins': [{'left_table': 'transactions', 'left_column': 'user_id', 'right_table': 'users',
                  'right_column': 'id', 'type': 'inner'}]%s}
      """;

  private static String joined(String more) {
    return JOINED.formatted(more);
  }

  private static String alone(String more) {
    return "{'primary_table': 'transactions'" + more + "}";
  }

  private static final String MAPPING =
      """
      , 'column_mapping': {'timestamp': {'table': 'transactions', 'column': 'ts'},
                           'user_id': {'table': 'transactions', 'column': 'user_id'}}
      """;

  static Stream<Arguments> problems() {
    return Stream.of(
        wrong(
            "{'primary_table': 'none'}",
            "/primary_table",
            "is no table of the warehouse: none",
            "/columns",
            "must have at least one column of the tables"),
        wrong(
            "{'primary_table': 'users', 'secondary_tables': ['users']}",
            "/secondary_tables/0",
            "is there twice; give it a name of its own, as in 'users as another_name'"),
        wrong(
            alone(
                ", 'columns': [{'table': 'users', 'column': 'x'}, "
                    + "{'table': 'transactions', 'column': 'x'}]"),
            "/columns/0/table",
            "is neither the primary table nor a secondary one: users",
            "/columns/1/column",
            "is no column of table transactions: x",
            "/columns",
            "must have at least one column of the tables"),
        wrong(
            alone(
                ", 'columns': [{'table': 'transactions', 'column': 'ts', 'alias': 'a'}, "
                    + "{'table': 'transactions', 'column': 'paid', 'alias': 'A'}, "
                    + "{'table': 'transactions', 'column': 'paid', 'alias': '_partitionx'}]"),
            "/columns/1/alias",
            "is another column's alias: A",
            "/columns/2/alias",
            "begins as names do that the warehouse keeps: _partitionx"),
        wrong(
            alone(
                ", 'column_mapping': {'timestamp': {'table': 'transactions', 'column': 'paid'},"
                    + " 'revenue': {'table': 'transactions', 'column': 'user_id'},"
                    + " 'category': {'table': 'transactions', 'column': 'tags'}}"),
            "/column_mapping/timestamp",
            "must be DATE, DATETIME or TIMESTAMP, and is NUMERIC",
            "/column_mapping/revenue",
            "must be a number, and is STRING",
            "/column_mapping/category",
            "must be one value for each row, and is an ARRAY"),
        wrong(
            alone(
                MAPPING
                    + ", 'filters': {'date_range': {'type': 'rolling', 'start': '2026-01-01'}}"),
            "/filters/date_range",
            "has start or end, which a rolling range does without",
            "/filters/date_range/days",
            "must be given for a rolling range"),
        wrong(
            alone(
                MAPPING
                    + ", 'filters': {'date_range': {'type': 'fixed', 'start': '2026-02-01',"
                    + " 'end': '2026-01-01'}}"),
            "/filters/date_range/end",
            "is before the start: 2026-01-01"),
        wrong(
            alone(
                MAPPING
                    + ", 'split': {'strategy': 'random', 'train_percent': 80,"
                    + " 'key': 'amount', 'eval_days': 3}"),
            "/split/eval_days",
            "must be absent for a random split",
            "/split/key",
            "must be of type STRING, INT64, DATE or BOOL, and is FLOAT64"),
        wrong(
            alone(
                ", 'filters': {'customer_filters': ["
                    + "{'column': 'nope', 'operator': '=', 'value': 1},"
                    + "{'column': 'paid', 'operator': 'contains', 'value': 'x'},"
                    + "{'column': 'paid', 'operator': '=', 'value': 'x'},"
                    + "{'column': 'paid', 'operator': 'in', 'value': 1},"
                    + "{'column': 'user_id', 'operator': '=', 'value': 'a\\u0000'},"
                    + "{'column': 'user_id', 'operator': 'is_null', 'value': 'a'},"
                    + "{'column': 'tags', 'operator': 'is_null'}]}"),
            "/filters/customer_filters/0/column",
            "is neither a column of the dataset nor a role nor table.column: nope",
            "/filters/customer_filters/1/operator",
            "cannot be used on a column of type NUMERIC: contains",
            "/filters/customer_filters/2/value",
            "must be a number of at most 29 digits, and 9 after the point",
            "/filters/customer_filters/3/value",
            "must be a list of 1 to 1,000 values",
            "/filters/customer_filters/4/value",
            "must be a text of at most 10,000 characters without NUL",
            "/filters/customer_filters/5/value",
            "must be absent",
            "/filters/customer_filters/6/operator",
            "cannot be used on a column of type ARRAY: is_null"),
        wrong(
            joined(
                ", 'columns': [{'table': 'users', 'column': 'id'}],"
                    + " 'filters': {'customer_filters': [{'column': 'ts', 'operator': 'is_null'}]}"),
            "/filters/customer_filters/0/column",
            "is a column of more than one table; write one of [transactions.ts, users.ts]"));
  }

  private static Arguments wrong(String definition, String... pointersAndMessages) {
    return Arguments.of(definition, List.of(pointersAndMessages));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyProblemIsToldAtOnce(String definition, List<String> expected) {
    var refusal = assertThrows(GranaryException.class, () -> Shop.resolve(definition));
    assertEquals(
        expected,
        refusal.violations().stream().flatMap(v -> Stream.of(v.pointer(), v.message())).toList());
    assertEquals(Code.VALIDATION_FAILED, refusal.code());
  }

  @Test
  void aFeatureWithoutItsRoleIsRefusedAsSuch() {
    var refusal =
        assertThrows(
            GranaryException.class,
            () ->
                Shop.resolve(
                    alone(
                        ", 'filters': {'date_range': {'type': 'rolling', 'days': 3},"
                            + " 'top_products_percent': 80, 'min_transactions': 2, 'revenue_min': 0},"
                            + " 'split': {'strategy': 'random', 'train_percent': 80}")));
    assertEquals(Code.ROLE_REQUIRED, refusal.code());
    assertEquals(
        List.of(
            "/filters/date_range",
            "/filters/top_products_percent",
            "/filters/top_products_percent",
            "/filters/min_transactions",
            "/filters/revenue_min",
            "/split"),
        refusal.violations().stream().map(Violation::pointer).toList());
  }

  @Test
  void tablesThatAreNotJoinedAreRefusedAsSuch() {
    assertJoinRefused(
        "{'primary_table': 'transactions', 'secondary_tables': ['users']}",
        "/secondary_tables/0",
        "is joined to none of the tables before it: users");
    assertJoinRefused(
        JOINED.formatted("").replace("'right_column': 'id'", "'right_column': 'born'"),
        "/joins/0",
        "compares STRING with DATE, which are never equal");
  }

  private static void assertJoinRefused(String definition, String pointer, String message) {
    var refusal = assertThrows(GranaryException.class, () -> Shop.resolve(definition));
    assertEquals(Code.JOIN_INVALID, refusal.code());
    assertEquals(new Violation(pointer, message), refusal.violations().getFirst());
  }

  @Test
  void aTableCanBeThereTwiceUnderNamesOfItsOwn() {
    var resolved =
        Shop.resolve(
            """
            {'primary_table': 'users', 'secondary_tables': ['users as parent'],
             'joins': [{'left_table': 'parent', 'left_column': 'id', 'right_table': 'users',
                        'right_column': 'parent', 'type': 'left'}],
             'columns': [{'table': 'users', 'column': 'id'}, {'table': 'parent', 'column': 'id'},
                         {'table': 'parent', 'column': 'ID'}]}
            """);
    assertEquals(
        List.of("id", "parent_id", "id_2"), resolved.outputs().stream().map(Output::name).toList());
    assertEquals(JoinType.RIGHT, resolved.joins().getFirst().type());
  }
}
