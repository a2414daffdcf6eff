package io.granary.warehouse.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.statistics.ColumnStatistics;
import io.granary.warehouse.statistics.TableStatistics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {
  @ParameterizedTest
  @CsvSource({
    "user_id, INT64, USER_ID",
    "customerId, STRING, USER_ID",
    "client_no, STRING, USER_ID",
    "member_key, INT64, USER_ID",
    "visitor_id, STRING, USER_ID",
    "KundenNr, INT64, USER_ID",
    "product_id, INT64, PRODUCT_ID",
    "item_id, STRING, PRODUCT_ID",
    "sku, STRING, PRODUCT_ID",
    "article_number, STRING, PRODUCT_ID",
    "created_at, TIMESTAMP, TIMESTAMP",
    "event_time, DATETIME, TIMESTAMP",
    "order_date, DATE, TIMESTAMP",
    "ts, TIMESTAMP, TIMESTAMP",
    "amount, NUMERIC, REVENUE",
    "unit_price, FLOAT64, REVENUE",
    "order_total, FLOAT64, REVENUE",
    "gmv, NUMERIC, REVENUE",
    "sales, FLOAT64, REVENUE",
    "category, STRING, CATEGORY",
    "category_name, STRING, CATEGORY",
    "qty, INT64, QUANTITY",
    "quantity, INT64, QUANTITY",
    "stars, INT64, RATING",
    "review_score, FLOAT64, RATING",
    "session_id, STRING, SESSION_ID",
    "visitId, INT64, SESSION_ID",
  })
  void namesSpeakForRoles(String name, ColumnType type, Role role) {
    assertThat(Roles.byName(Column.of(name, type))).contains(role);
  }

  @ParameterizedTest
  @CsvSource({
    "id, INT64",
    "user_agent, STRING",
    "customer_name, STRING",
    "birth_date, DATE",
    "product_name, STRING",
    "order_item_id, INT64",
    "discount_amount, FLOAT64",
    "units_in_stock, INT64",
    "rating_count, INT64",
    "quantity_per_unit, STRING",
    "price_id, INT64",
    "order_date, GEOGRAPHY",
    "user_id, BOOL",
  })
  void otherNamesSpeakForNone(String name, ColumnType type) {
    assertThat(Roles.byName(Column.of(name, type))).isEmpty();
  }

  @Test
  void arraysHaveNoRole() {
    Column many = new Column("user_id", ColumnType.INT64, Column.Mode.REPEATED, List.of(), null);
    assertThat(Roles.byName(many)).isEmpty();
    assertThat(Roles.isJoinKey(many)).isFalse();
  }

  @Test
  void keysThatTablesAreJoinedByAreKnownByNameAndType() {
    for (String name : List.of("id", "customer_id", "sku", "order_number", "user")) {
      assertThat(Roles.isJoinKey(Column.of(name, ColumnType.INT64))).as(name).isTrue();
    }
    for (String name : List.of("quantity", "name", "postal_code", "score")) {
      assertThat(Roles.isJoinKey(Column.of(name, ColumnType.INT64))).as(name).isFalse();
    }
    assertThat(Roles.isJoinKey(Column.of("customer_id", ColumnType.DATE))).isFalse();
  }

  @Test
  void idsRankFirstInTheTableOfWhatHappened() {
    Table users =
        table(
            "users", Column.of("user_id", ColumnType.INT64), Column.of("name", ColumnType.STRING));
    Table clicks =
        table(
            "clicks",
            Column.of("user_id", ColumnType.INT64),
            Column.of("at", ColumnType.TIMESTAMP));
    Map<Role, List<RoleSuggestion>> roles =
        Roles.suggest(
            List.of(users, clicks),
            List.of(
                figures("users", ids("user_id", 100, 100, 0)),
                figures("clicks", ids("user_id", 5000, 90, 500))));
    List<RoleSuggestion> suggestions = roles.getOrDefault(Role.USER_ID, List.of());
    assertThat(suggestions).extracting(RoleSuggestion::table).containsExactly("clicks", "users");
    assertThat(suggestions.getFirst().reasons())
        .containsExactly(
            "The name user_id and the type INT64 speak for user_id.",
            "90 different values in 4,500 rows.",
            "10.0 % of its rows have no value.",
            "The table clicks seems to have a row for each event.");
    assertThat(suggestions.getLast().reasons())
        .contains("Every row has another value, as the key of its own table: 100.");
    assertThat(roles).containsOnlyKeys(Role.values());
    assertThat(roles.getOrDefault(Role.TIMESTAMP, List.of()))
        .extracting(RoleSuggestion::column)
        .containsExactly("at");
  }

  @Test
  void columnsWithoutFiguresAreRankedByNameAndType() {
    Table sales =
        table("sales", Column.of("qty", ColumnType.INT64), Column.of("amount", ColumnType.NUMERIC));
    Map<Role, List<RoleSuggestion>> roles =
        Roles.suggest(List.of(sales), List.of(figures("sales")));
    assertThat(roles.getOrDefault(Role.QUANTITY, List.of())).hasSize(1);
    assertThat(roles.getOrDefault(Role.REVENUE, List.of())).hasSize(1);
    assertThat(roles.getOrDefault(Role.RATING, List.of())).isEmpty();
  }

  @Test
  void figuresThatDoNotFitRankLow() {
    Table reviews =
        table(
            "reviews", Column.of("score", ColumnType.INT64), Column.of("rating", ColumnType.INT64));
    Map<Role, List<RoleSuggestion>> roles =
        Roles.suggest(
            List.of(reviews),
            List.of(
                figures(
                    "reviews", numbers("score", 1, 5, 3.5), numbers("rating", 0, 90_000, 4000))));
    assertThat(roles.getOrDefault(Role.RATING, List.of()))
        .extracting(RoleSuggestion::column)
        .containsExactly("score");
  }

  @Test
  void everyTableNeedsItsStatistics() {
    Table table = table("t", Column.of("a", ColumnType.INT64));
    assertThatThrownBy(() -> Roles.suggest(List.of(table), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot suggest roles: 1 tables have 0 statistics");
  }

  private static Table table(String name, Column... columns) {
    return new Table(name, List.of(columns));
  }

  private static TableStatistics figures(String table, ColumnStatistics... columns) {
    return new TableStatistics(table, 0, 0, List.of(columns));
  }

  private static ColumnStatistics ids(String column, long rows, long distinct, long nulls) {
    return column(column, rows, nulls, distinct, null, null, null);
  }

  private static ColumnStatistics numbers(String column, long min, long max, double mean) {
    return column(column, 1000, 0, Math.min(1000, max - min + 1), min, max, mean);
  }

  private static ColumnStatistics column(
      String column,
      long rows,
      long nulls,
      long distinct,
      @Nullable Object min,
      @Nullable Object max,
      @Nullable Double mean) {
    return new ColumnStatistics(
        column,
        ColumnType.INT64,
        rows,
        nulls,
        (double) nulls / rows,
        distinct,
        false,
        (double) distinct / (rows - nulls),
        min,
        max,
        mean,
        null,
        null,
        List.of());
  }
}
