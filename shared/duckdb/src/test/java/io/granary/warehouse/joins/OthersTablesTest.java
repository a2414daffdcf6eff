package io.granary.warehouse.joins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Role;
import io.granary.warehouse.joins.DetectedJoin.Level;
import io.granary.warehouse.roles.RoleSuggestion;
import io.granary.warehouse.roles.Roles;
import io.granary.warehouse.statistics.TableStatistics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Tables that others made: a shop whose foreign keys are known, and tables with little in common.
 */
@EnabledIfEnvironmentVariable(named = "GRANARY_TEST_DATA", matches = ".+")
class OthersTablesTest {
  private static final List<String> SURE =
      List.of(
          "order_details.order_id > orders.order_id",
          "order_details.product_id > products.product_id",
          "orders.customer_id > customers.customer_id",
          "orders.employee_id > employees.employee_id",
          "products.supplier_id > suppliers.supplier_id",
          "products.category_id > categories.category_id",
          "employee_territories.employee_id > employees.employee_id",
          "employee_territories.territory_id > territories.territory_id",
          "territories.region_id > region.region_id");

  /** Few small numbers whose names agree in part: no figure tells these from chance. */
  private static final List<String> LESS_SURE =
      List.of(
          "employees.reports_to > employees.employee_id", "orders.ship_via > shippers.shipper_id");

  @Test
  void everyForeignKeyOfTheShopComesBeforeAnythingElse() {
    try (Shop shop = data("northwind")) {
      List<DetectedJoin> joins = shop.joins();
      assertThat(joins.subList(0, 9))
          .extracting(Shop::text)
          .containsExactlyInAnyOrderElementsOf(SURE);
      assertThat(joins.subList(0, 9)).extracting(DetectedJoin::level).containsOnly(Level.HIGH);
      assertThat(joins.subList(9, 11)).extracting(Shop::text).containsExactlyElementsOf(LESS_SURE);
      assertThat(joins.subList(9, 11)).extracting(DetectedJoin::level).containsOnly(Level.MEDIUM);
      assertThat(joins.subList(11, joins.size()))
          .extracting(Shop::text, DetectedJoin::level)
          .containsExactly(
              tuple("customer_customer_demo.customer_id > customers.customer_id", Level.LOW));
    }
  }

  @Test
  void reasonsAndEvidenceHaveTheFiguresOfTheShop() {
    try (Shop shop = data("northwind")) {
      DetectedJoin join =
          shop.joins().stream()
              .filter(each -> Shop.text(each).equals(SURE.get(2)))
              .findFirst()
              .orElseThrow();
      assertThat(join.type()).isEqualTo("inner");
      assertThat(join.evidence())
          .isEqualTo(
              new DetectedJoin.Evidence(1, 89 / 91.0, 1, 89 / 830.0, 1, 0, 0, 1, "many_to_one"));
      assertThat(join.reasons())
          .containsExactly(
              "89 of the 89 different values of orders.customer_id are in customers.customer_id;"
                  + " 830 of 830 rows (100 %) find a partner.",
              "customers.customer_id is unique: 91 values.",
              "The name customer_id is that of the key of customers.");
    }
  }

  @Test
  void tablesWithLittleInCommonHaveNoSureJoin() {
    try (Shop shop = data("vega")) {
      List<DetectedJoin> joins = shop.joins();
      assertThat(joins).extracting(DetectedJoin::level).doesNotContain(Level.HIGH);
      assertThat(joins)
          .extracting(Shop::text)
          .containsExactlyInAnyOrder(
              "lookup_groups.person > lookup_people.name",
              "flights-airport.destination > airports.iata",
              "flights-airport.origin > airports.iata");
    }
  }

  @Test
  void rolesOfTheShopAreInItsTablesOfOrders() {
    try (Shop shop = data("northwind")) {
      List<Table> tables = shop.tables();
      List<TableStatistics> statistics =
          tables.stream()
              .map(
                  table ->
                      TableStatistics.measure(
                          shop.warehouse(), table, table.places(), new UUID(1, 1), null))
              .toList();
      Map<Role, List<RoleSuggestion>> roles = Roles.suggest(tables, statistics);
      assertThat(first(roles, Role.USER_ID)).isEqualTo("orders.customer_id");
      assertThat(first(roles, Role.PRODUCT_ID)).isEqualTo("order_details.product_id");
      assertThat(first(roles, Role.TIMESTAMP)).isEqualTo("orders.order_date");
      assertThat(first(roles, Role.REVENUE)).isEqualTo("order_details.unit_price");
      assertThat(first(roles, Role.QUANTITY)).isEqualTo("order_details.quantity");
      assertThat(first(roles, Role.CATEGORY)).isEqualTo("categories.category_name");
      assertThat(roles.getOrDefault(Role.RATING, List.of())).isEmpty();
      assertThat(roles.getOrDefault(Role.SESSION_ID, List.of())).isEmpty();
    }
  }

  private static String first(Map<Role, List<RoleSuggestion>> roles, Role role) {
    RoleSuggestion first = roles.getOrDefault(role, List.of()).getFirst();
    return first.table() + "." + first.column();
  }

  private static Shop data(String folder) {
    return new Shop(Path.of(System.getenv("GRANARY_TEST_DATA"), folder));
  }
}
