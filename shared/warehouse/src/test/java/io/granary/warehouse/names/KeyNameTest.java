package io.granary.warehouse.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyNameTest {
  @Test
  void keysAreNamedForWhatTheyTellApart() {
    for (String name :
        List.of(
            "customer_id",
            "customer_key",
            "CUSTOMER_NO",
            "customer_ref",
            "fk_customer",
            "customerUuid")) {
      assertThat(KeyName.of(name)).as(name).isEqualTo(new KeyName(List.of("customer"), true));
    }
    assertThat(KeyName.of("id").isGeneric()).isTrue();
    assertThat(KeyName.of("customer_id").isOf("Customers")).isTrue();
    assertThat(KeyName.of("id").isOf("Customers")).isTrue();
    assertThat(KeyName.of("customer_id").isOf("orders")).isFalse();
  }

  @Test
  void naturalKeysAreKeys() {
    for (String name : List.of("sku", "email", "iata", "product_sku", "isbn", "order_number")) {
      assertThat(KeyName.of(name).isKey()).as(name).isTrue();
    }
  }

  @Test
  void measuresTextsAndNumbersOfOtherThingsAreNoKeys() {
    for (String name :
        List.of(
            "quantity",
            "unit_price",
            "units_in_stock",
            "num_items",
            "age",
            "description",
            "home_address")) {
      assertThat(KeyName.of(name).isMeasureOrText()).as(name).isTrue();
      assertThat(KeyName.of(name).isKey()).as(name).isFalse();
    }
    for (String name : List.of("postal_code", "phone_number", "name", "country")) {
      assertThat(KeyName.of(name).isKey()).as(name).isFalse();
      assertThat(KeyName.of(name).isAttribute()).as(name).isTrue();
    }
    assertThat(KeyName.of("price_id").isMeasureOrText()).isFalse();
  }
}
