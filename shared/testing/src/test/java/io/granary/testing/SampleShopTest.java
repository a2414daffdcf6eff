package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.duckdb.DuckDbConfig;
import io.granary.duckdb.DuckDbEngine;
import io.granary.warehouse.Query;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.WarehouseSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleShopTest {
  @TempDir Path folder;

  /** A question about a shop, as the warehouse answers it. */
  private List<@Nullable Object> ask(SampleShop shop, String sql) throws IOException {
    shop.writeTo(folder);
    var config = new DuckDbConfig(folder.toString(), 256, 2, Duration.ofMinutes(1));
    try (var engine = new DuckDbEngine(config)) {
      return warehouse(engine)
          .query(new Query(new UUID(0, 1), "test", sql, null, 1))
          .values()
          .getFirst();
    }
  }

  private static Warehouse warehouse(DuckDbEngine engine) {
    return engine.open(new WarehouseSource("duckdb", null, "raw_data", null));
  }

  @Test
  void everyTableHasItsRows() throws IOException {
    SampleShop shop = SampleShop.small();
    shop.writeTo(folder);
    var config = new DuckDbConfig(folder.toString(), 256, 2, Duration.ofMinutes(1));
    try (var engine = new DuckDbEngine(config)) {
      assertThat(
              warehouse(engine).tables().stream()
                  .collect(Collectors.toMap(TableInfo::tableId, table -> table.rowCount() + 0L)))
          .isEqualTo(
              Map.of("users", 100L, "products", 20L, "sessions", 1000L, "transactions", 2000L));
    }
  }

  @Test
  void fewProductsAndUsersBringMost() throws IOException {
    assertThat(
            ask(
                SampleShop.large(LocalDate.of(2026, 6, 30)),
                """
                WITH p AS (
                  SELECT sum(revenue) AS r FROM raw_data.transactions GROUP BY product_id
                ),
                u AS (SELECT count(*) AS c FROM raw_data.transactions GROUP BY user_id),
                best_p AS (SELECT r FROM p ORDER BY r DESC LIMIT 100),
                best_u AS (SELECT c FROM u ORDER BY c DESC LIMIT 2000)
                SELECT
                  (SELECT sum(r) FROM best_p) > 0.7 * (SELECT sum(r) FROM p),
                  (SELECT sum(c) FROM best_u) > 0.5 * (SELECT sum(c) FROM u)
                """))
        .containsExactly(true, true);
  }

  @Test
  void someOfItIsDirty() throws IOException {
    assertThat(
            ask(
                SampleShop.small(),
                """
                SELECT
                  count(*) FILTER (user_id IS NULL),
                  count(*) FILTER (product_id NOT IN (SELECT product_id FROM raw_data.products)),
                  count(*) FILTER (revenue < 0),
                  count(*) - count(DISTINCT transaction_id),
                  count(*) FILTER (CAST(created_at AS DATE) > DATE '2026-06-30'),
                  count(*) FILTER (user_id NOT IN (SELECT user_id FROM raw_data.users))
                FROM raw_data.transactions
                """))
        .containsExactly(10L, 8L, 40L, 5L, 1L, 0L);
  }

  @Test
  void itsDaysAreThoseBeforeTheLast() throws IOException {
    assertThat(
            ask(
                new SampleShop(5_000, LocalDate.of(2024, 2, 29), 3),
                """
                SELECT
                  min(CAST(created_at AS DATE)) >= DATE '2023-03-01',
                  max(CAST(created_at AS DATE)) FILTER (transaction_id <> 8)
                FROM raw_data.transactions
                """))
        .containsExactly(true, LocalDate.of(2024, 2, 29));
  }

  @Test
  void theSameShopIsTheSameRowsAndAnotherSeedGivesOthers() throws IOException {
    String all =
        "SELECT sum(hash(t)), (SELECT sum(hash(u)) FROM raw_data.users u)"
            + " FROM raw_data.transactions t";
    LocalDate day = LocalDate.of(2026, 1, 1);

    List<@Nullable Object> once = ask(new SampleShop(3_000, day, 1), all);

    assertThat(ask(new SampleShop(3_000, day, 1), all)).isEqualTo(once);
    assertThat(ask(new SampleShop(3_000, day, 2), all)).isNotEqualTo(once);
  }
}
