package io.granary.warehouse.joins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.GranaryException;
import io.granary.warehouse.joins.DetectedJoin.Evidence;
import io.granary.warehouse.joins.DetectedJoin.Level;
import io.granary.warehouse.joins.JoinCheck.Issue;
import io.granary.warehouse.joins.JoinCheck.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinCheckTest {
  @TempDir Path folder;
  private Shop shop;

  @BeforeEach
  void openShop() throws IOException {
    shop =
        new Shop(folder)
            .with(
                "customers",
                "customer_id,town,since",
                50,
                i -> (700 + 11 * i) + ",t" + i % 5 + ",2024-01-01")
            .with(
                "orders",
                "order_id,line,customer_id,note",
                200,
                i -> (i + 1) / 2 + "," + (1 + i % 2) + "," + (700 + 11 * (1 + i % 40)) + ",n" + i)
            .with(
                "parts", "order_id,line,part", 200, i -> (i + 1) / 2 + "," + (1 + i % 2) + ",p" + i)
            .with("nothing", "customer_id", 0, i -> "");
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  void aJoinByHandHasTheScoreOfTheSameJoinDetected() {
    DetectedJoin detected =
        shop.joins().stream()
            .filter(join -> Shop.text(join).equals("orders.customer_id > customers.customer_id"))
            .findFirst()
            .orElseThrow();
    JoinCheck check =
        check(shop.key("orders", "customer_id"), shop.key("customers", "customer_id"));
    assertThat(check.confidence()).isEqualTo(detected.confidence());
    assertThat(check.level()).isEqualTo(Level.HIGH);
    assertThat(check.reasons()).isEqualTo(detected.reasons());
    assertThat(check.evidence()).isEqualTo(detected.evidence());
    assertThat(check.type()).isEqualTo(detected.type());
    assertThat(check.joinedRows()).isEqualTo(200);
    assertThat(check.issues()).isEmpty();
  }

  @Test
  void theOtherWayRoundItMultipliesRows() {
    JoinCheck check =
        check(shop.key("customers", "customer_id"), shop.key("orders", "customer_id"));
    assertThat(check.level()).isEqualTo(Level.HIGH);
    assertThat(Objects.requireNonNull(check.evidence()).cardinality()).isEqualTo("one_to_many");
    assertThat(check.issues())
        .containsExactly(
            new Issue(
                Kind.FAN_OUT,
                "The join multiplies rows: 40 rows of customers.customer_id that find a partner"
                    + " become 200."));
  }

  @Test
  void aKeyOfSeveralColumnsIsCheckedAsOne() {
    JoinCheck whole =
        check(shop.key("orders", "order_id", "line"), shop.key("parts", "order_id", "line"));
    assertThat(whole.evidence()).isEqualTo(new Evidence(1, 1, 1, 1, 1, 0, 0, 1, "one_to_one"));
    assertThat(whole.issues()).isEmpty();
    JoinCheck part = check(shop.key("orders", "order_id"), shop.key("parts", "order_id"));
    assertThat(part.issues()).extracting(Issue::code).containsExactly(Kind.FAN_OUT);
    assertThat(part.joinedRows()).isEqualTo(400);
    assertThat(part.confidence()).isLessThan(whole.confidence());
  }

  @Test
  void columnsWithNothingInCommonAreNamed() {
    JoinCheck check = check(shop.key("orders", "note"), shop.key("customers", "town"));
    assertThat(check.confidence()).isZero();
    assertThat(check.issues())
        .containsExactly(
            new Issue(Kind.NO_MATCH, "orders.note and customers.town have no value in common."));
  }

  @Test
  void fewMatchesAreNamedWithTheirShare() {
    JoinCheck check = check(shop.key("orders", "order_id"), shop.key("orders", "line"));
    assertThat(check.issues())
        .contains(
            new Issue(
                Kind.FEW_MATCHES, "Only 4 of 200 rows of orders.order_id (2 %) find a partner."));
  }

  @Test
  void typesThatNeedACastAreNamedBesideTheirEvidence() {
    JoinCheck check = check(shop.key("orders", "order_id"), shop.key("parts", "part"));
    assertThat(check.issues().getFirst())
        .isEqualTo(
            new Issue(
                Kind.TYPE_MISMATCH,
                "orders.order_id and parts.part cannot be compared as they are: their types are"
                    + " INT64 and STRING."));
    assertThat(check.evidence()).isNotNull();
  }

  @Test
  void typesThatNothingComparesAreNotAskedFor() {
    KeyPair pair = new KeyPair(shop.key("orders", "order_id"), shop.key("customers", "since"));
    CheckedJoins checked = shop.detector().check(List.of(pair));
    assertThat(checked.joins().getFirst().evidence()).isNull();
    assertThat(checked.bytes()).isZero();
    assertThat(checked.joins().getFirst().issues())
        .extracting(Issue::code)
        .containsExactly(Kind.TYPE_MISMATCH);
  }

  @Test
  void severalAreAnsweredInTheirOrderAndReadTogether() throws IOException {
    KeyPair buyers =
        new KeyPair(shop.key("orders", "customer_id"), shop.key("customers", "customer_id"));
    KeyPair dates = new KeyPair(shop.key("orders", "order_id"), shop.key("customers", "since"));
    CheckedJoins checked = shop.detector().check(List.of(buyers.turned(), dates, buyers));
    assertThat(checked.joins())
        .extracting(each -> each.issues().stream().map(Issue::code).toList())
        .containsExactly(List.of(Kind.FAN_OUT), List.of(Kind.TYPE_MISMATCH), List.of());
    assertThat(checked.bytes()).isEqualTo(shop.bytes("orders") + shop.bytes("customers"));
  }

  @Test
  void whatWouldReadTooMuchIsRefused() {
    KeyPair pair =
        new KeyPair(shop.key("orders", "customer_id"), shop.key("customers", "customer_id"));
    assertThatThrownBy(() -> shop.detector(10L).check(List.of(pair)))
        .isInstanceOf(GranaryException.class)
        .hasMessage(
            "Cannot check the join orders.customer_id = customers.customer_id: that would read"
                + " more than a query may.");
  }

  @Test
  void aSideWithoutValuesSaysNothing() {
    JoinCheck check =
        check(shop.key("nothing", "customer_id"), shop.key("customers", "customer_id"));
    assertThat(check.level()).isEqualTo(Level.LOW);
    assertThat(check.issues())
        .contains(new Issue(Kind.NO_VALUES, "nothing.customer_id has no values."));
  }

  @Test
  void bothSidesNeedAsManyColumns() {
    JoinKey two = shop.key("orders", "order_id", "line");
    JoinKey one = shop.key("parts", "order_id");
    assertThatThrownBy(() -> check(two, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot compare orders (order_id, line) with parts.order_id: one has more columns");
  }

  private JoinCheck check(JoinKey left, JoinKey right) {
    return shop.detector().check(List.of(new KeyPair(left, right))).joins().getFirst();
  }
}
