package io.granary.warehouse.joins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.granary.warehouse.LeftOut;
import io.granary.warehouse.joins.DetectedJoin.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins in shops that are not as clean as one would wish. */
class ShopJoinsTest {
  private static final long SEED = 20_250_601;

  @TempDir Path folder;

  @Test
  void otherNamesUnknownIdsNullsAndTextsDoNotHideJoins() throws IOException {
    var random = new Random(SEED);
    try (Shop shop = new Shop(folder)) {
      shop.with("users", "id,country,email", 900, i -> i + ",C" + i % 7 + ",u" + i + "@x.org")
          .with(
              "products",
              "product_id,sku,category_id",
              300,
              i -> i + ",SKU-%05d,%d".formatted(i, i % 12 + 1))
          .with("categories", "id,name", 12, i -> i + ",Category " + i)
          .with(
              "sessions",
              "session_id,visitor,started_at",
              2000,
              i -> "s%x,%d,2024-01-01".formatted(i * 7919, 1 + random.nextInt(900)))
          .with(
              "transactions",
              "transaction_id,cust,customer_ref,item_id,sku,session,quantity",
              5000,
              i ->
                  "%d,%s,u%d@x.org,%d,SKU-%05d,%s,%d"
                      .formatted(
                          i,
                          random.nextInt(50) == 0 ? "" : Integer.toString(1 + random.nextInt(900)),
                          1 + random.nextInt(900),
                          random.nextInt(50) == 0 ? 9000 + i : 1 + random.nextInt(300),
                          1 + random.nextInt(300),
                          random.nextInt(3) == 0
                              ? ""
                              : "s%x".formatted((1 + random.nextInt(2000)) * 7919),
                          1 + random.nextInt(5)));
      List<DetectedJoin> joins = shop.joins();
      assertThat(joins)
          .filteredOn(join -> join.level() == Level.HIGH)
          .extracting(Shop::text)
          .containsExactlyInAnyOrder(
              "transactions.session > sessions.session_id",
              "transactions.sku > products.sku",
              "products.category_id > categories.id");
      assertThat(joins)
          .filteredOn(join -> join.level() == Level.MEDIUM)
          .extracting(Shop::text)
          .containsExactlyInAnyOrder(
              "transactions.cust > users.id",
              "transactions.customer_ref > users.email",
              "transactions.item_id > products.product_id",
              "sessions.visitor > users.id");
      assertThat(joins).hasSize(7);
      assertThat(joins)
          .filteredOn(join -> join.leftColumn().equals("session"))
          .extracting(DetectedJoin::type)
          .containsExactly("left");
    }
  }

  @Test
  void idsThatAreTextsOnOneSideAreFoundButNotSure() throws IOException {
    try (Shop shop = new Shop(folder)) {
      shop.with("clients", "client_id,name", 40, i -> (5000 + 37 * i) + ",n" + i)
          .with(
              "visits",
              "client_id",
              200,
              i -> i == 1 ? "unknown" : Integer.toString(5000 + 37 * (1 + i % 40)));
      DetectedJoin join = shop.joins().getFirst();
      assertThat(Shop.text(join)).isEqualTo("visits.client_id > clients.client_id");
      assertThat(join.level()).isEqualTo(Level.MEDIUM);
      assertThat(join.evidence().matchedRows()).isEqualTo(199 / 200.0);
      assertThat(join.reasons())
          .contains("The types differ, so that one side needs a cast: STRING and INT64.");
    }
  }

  @Test
  void oneColumnCanHaveTwoParents() throws IOException {
    try (Shop shop = new Shop(folder)) {
      shop.with("products", "product_id,x", 90, i -> (1000 + 13 * i) + ",x" + i % 4)
          .with("product_prices", "product_id,price", 90, i -> (1000 + 13 * i) + "," + i)
          .with("sales", "product_id,price", 500, i -> (1000 + 13 * (1 + i % 90)) + "," + i);
      assertThat(shop.joins())
          .extracting(Shop::text, DetectedJoin::level)
          .containsExactlyInAnyOrder(
              tuple("sales.product_id > products.product_id", Level.HIGH),
              tuple("sales.product_id > product_prices.product_id", Level.HIGH),
              tuple("product_prices.product_id > products.product_id", Level.HIGH));
    }
  }

  @Test
  void rangesWithoutGapsJoinNothingByThemselves() throws IOException {
    try (Shop shop = new Shop(folder)) {
      shop.with("a", "x,y,z", 100, i -> i + "," + (i % 50 + 1) + "," + i % 7)
          .with("b", "p,q", 200, i -> i + "," + (i % 20 + 1))
          .with("c", "id,v", 100, i -> i + "," + (i % 9 + 1))
          .with("d", "id,w", 150, i -> i + "," + (i % 9 + 1));
      assertThat(shop.joins()).isEmpty();
    }
  }

  @Test
  void tablesWithNoOrOneRowAreNotSure() throws IOException {
    try (Shop shop = new Shop(folder)) {
      shop.with("customers", "customer_id,name", 1, i -> "1,a")
          .with("orders", "order_id,customer_id", 1, i -> "1,1")
          .with("gifts", "gift_id,customer_id", 0, i -> "");
      List<DetectedJoin> joins = shop.joins();
      assertThat(joins)
          .extracting(Shop::text, DetectedJoin::level)
          .containsExactly(
              tuple("orders.customer_id > customers.customer_id", Level.MEDIUM),
              tuple("gifts.customer_id > customers.customer_id", Level.LOW));
      assertThat(joins.getLast().reasons()).first().isEqualTo("There are no values to compare.");
    }
  }

  @Test
  void namesOfTablesAndColumnsMayHoldAnything() throws IOException {
    try (Shop shop = new Shop(folder)) {
      shop.with("it's; --", "\"select\"\"id\"", 50, i -> "k" + (i * 7919))
          .with("übung", "\"it's; -- id\",n", 300, i -> "k" + (1 + i % 50) * 7919 + "," + i);
      assertThat(shop.joins())
          .extracting(Shop::text)
          .containsExactly("übung.it's; -- id > it's; --.select\"id");
    }
  }

  @Test
  void aKeyIsFoundAmongTwoHundredColumns() throws IOException {
    String header =
        IntStream.range(0, 199).mapToObj(i -> "c" + i + "_id").collect(Collectors.joining(","));
    try (Shop shop = new Shop(folder)) {
      shop.with("stores", "store_id,town", 20, i -> "s" + i * 97 + ",t" + i % 3)
          .with(
              "visits",
              header + ",store_id",
              60,
              row ->
                  IntStream.range(0, 199)
                          .mapToObj(column -> "v" + row % (2 + column % 9))
                          .collect(Collectors.joining(","))
                      + ",s"
                      + (1 + row % 20) * 97);
      Detection detection = shop.detector().search(shop.tables(), LeftOut.ofNamed());
      assertThat(detection.joins())
          .extracting(Shop::text)
          .containsExactly("visits.store_id > stores.store_id");
      assertThat(detection.leftOut()).isEmpty();
      assertThat(detection.bytes()).isPositive();
    }
  }

  @Test
  void pairsThatWouldReadTooMuchAreComparedAloneOrNamed() throws IOException {
    try (Shop shop = new Shop(folder)) {
      shop.with("customers", "customer_id", 100, i -> "c" + i * 97)
          .with("shops", "shop_id", 100, i -> "s" + i * 97)
          .with(
              "orders",
              "customer_id,shop_id",
              400,
              i -> "c" + (1 + i % 100) * 97 + ",s" + (1 + i % 100) * 97);
      long two = shop.bytes("orders") + shop.bytes("customers");
      Detection halves = shop.detector(two).search(shop.tables(), LeftOut.ofNamed());
      assertThat(halves.leftOut()).isEmpty();
      assertThat(halves.joins()).hasSize(2);
      Detection none = shop.detector(shop.bytes("orders")).search(shop.tables(), LeftOut.ofNamed());
      assertThat(none.joins()).isEmpty();
      assertThat(none.leftOut())
          .containsExactly(
              "orders.customer_id and customers.customer_id were not compared: that would read more"
                  + " than a query may.",
              "orders.shop_id and shops.shop_id were not compared: that would read more than a"
                  + " query may.");
    }
  }

  @Test
  void whatWasAskedBeforeIsBilledOnce() throws IOException {
    try (Shop shop = new Shop(folder)) {
      shop.with("customers", "customer_id", 100, i -> "c" + i * 97)
          .with("orders", "customer_id", 400, i -> "c" + (1 + i % 100) * 97);
      KeyPair pair =
          new KeyPair(shop.key("orders", "customer_id"), shop.key("customers", "customer_id"));
      JoinDetector detector = shop.detector();

      assertThat(detector.search(shop.tables(), LeftOut.ofNamed()).bytes())
          .isEqualTo(2 * (shop.bytes("orders") + shop.bytes("customers")));
      assertThat(detector.check(List.of(pair)).bytes()).isZero();
    }
  }
}
