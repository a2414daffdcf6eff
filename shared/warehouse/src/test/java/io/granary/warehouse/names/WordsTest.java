package io.granary.warehouse.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void wordsAreTheSameHoweverTheyAreJoined() {
    for (String name :
        List.of(
            "customer_id",
            "customerId",
            "CustomerID",
            "Customer Id",
            "customer.id",
            "customerid")) {
      assertThat(Words.of(name)).as(name).containsExactly("customer", "id");
      assertThat(Words.compact(name)).as(name).isEqualTo("customerid");
    }
  }

  @Test
  void wordsThatEndInIdByChanceStayWhole() {
    assertThat(Words.of("paid")).containsExactly("paid");
    assertThat(Words.of("is_valid")).containsExactly("is", "valid");
    assertThat(Words.of("uuid")).containsExactly("uuid");
  }

  @Test
  void acronymsAndNumbersAreWordsOfTheirOwn() {
    assertThat(Words.of("HTTPRequestID")).containsExactly("http", "request", "id");
    assertThat(Words.of("orders2024")).containsExactly("orders", "2024");
  }

  @Test
  void nounsAreTheSameInSingularAndPlural() {
    assertThat(Words.same("category", "categories")).isTrue();
    assertThat(Words.same("boxes", "box")).isTrue();
    assertThat(Words.same("people", "person")).isTrue();
    assertThat(Words.same("movies", "movie")).isTrue();
    assertThat(Words.same("status", "statuses")).isTrue();
    assertThat(Words.same("order", "older")).isFalse();
    assertThat(Words.same("a", "as")).isFalse();
  }

  @Test
  void tablesAreNamedForWhatTheyHaveRowsOf() {
    assertThat(Words.ofTable("dim_customers")).containsExactly("customers");
    assertThat(Words.ofTable("raw_orders_2024")).containsExactly("orders");
    assertThat(Words.ofTable("data")).containsExactly("data");
    assertThat(Words.ofTable("--")).isEmpty();
  }

  @Property(tries = 300)
  void everyNameHasWords(@ForAll String name) {
    assertThat(Words.of(name))
        .doesNotContain("")
        .allMatch(word -> name.length() >= word.length() - 3);
    assertThat(Words.ofTable(name).size()).isLessThanOrEqualTo(Words.of(name).size());
    assertThat(KeyName.of(name).entity().size()).isLessThanOrEqualTo(Words.of(name).size());
  }
}
