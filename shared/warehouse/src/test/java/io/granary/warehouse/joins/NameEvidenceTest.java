package io.granary.warehouse.joins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameEvidenceTest {
  @ParameterizedTest
  @CsvSource({
    "orders.customer_id, customers.customer_id, 1",
    "orders.CustomerID, Customers.id, 1",
    "orders.customer, customers.id, 0.85",
    "territories.region_id, region.region_id, 1",
    "flights.origin_airport_id, airports.airport_id, 0.8",
    "sales.product_id, dim_product.product_key, 1",
    "sales.product_id, shop_products.id, 0.65",
    "sales.cust, customers.id, 0.65",
    "sales.client_id, customers.id, 0.65",
    "orders.ship_via, shippers.shipper_id, 0.65",
    "orders.supplied_by, suppliers.id, 0.65",
    "tickets.assigned_to, employees.employee_id, 0.5",
    "employees.reports_to, employees.employee_id, 0.7",
    "categories.parent_category_id, categories.category_id, 0.7",
    "user_profiles.id, users.id, 0.5",
    "sales.sku, products.sku, 0.8",
    "a.customer_id, b.customer_id, 0.8",
    "customers.customer_id, orders.customer_id, 0.2",
    "customers.city, suppliers.city, 0.2",
  })
  void namesThatAgreeSpeakForAJoin(String left, String right, double score) {
    NameEvidence evidence = evidence(left, right);
    assertThat(evidence.score()).isEqualTo(score);
    assertThat(evidence.sentence()).endsWith(".").hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({
    "orders.order_id, products.product_id",
    "orders.id, products.id",
    "orders.employee_id, customers.customer_id",
    "orders.ship_name, customers.company_name",
    "users.user_agent, agents_log.id",
    "products.units_on_order, orders.order_date",
  })
  void otherNamesSayNothing(String left, String right) {
    assertThat(evidence(left, right)).isEqualTo(new NameEvidence(0, ""));
  }

  @Test
  void aColumnDoesNotReferToItsOwnTableForItsNameAlone() {
    assertThat(evidence("employees.extension", "employees.employee_id").score()).isZero();
  }

  private static NameEvidence evidence(String left, String right) {
    return NameEvidence.of(named(left), named(right));
  }

  private static Named named(String name) {
    int dot = name.indexOf('.');
    return Named.of(name.substring(0, dot), name.substring(dot + 1));
  }
}
