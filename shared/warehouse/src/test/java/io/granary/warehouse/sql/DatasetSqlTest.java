package io.granary.warehouse.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.granary.warehouse.Shop;
import io.granary.warehouse.sql.DatasetSql.Part;
import org.junit.jupiter.api.Test;

/** That the SQL means the same and runs is proven beside ZetaSQL; here is how it reads. */
final class DatasetSqlTest {
  private static final String EVERYTHING =
      """
      {'primary_table': 'transactions', 'secondary_tables': ['users'],
       'joins': [{'left_table': 'transactions', 'left_column': 'user_id', 'right_table': 'users',
                  'right_column': 'id', 'type': 'left'}],
       'columns': [{'table': 'transactions', 'column': 'user_id'},
                   {'table': 'transactions', 'column': 'ts', 'alias': 'at'},
                   {'table': 'users', 'column': 'ts'},
                   {'table': 'transactions', 'column': 'place.city'},
                   {'table': 'transactions', 'column': 'paid'}],
       'column_mapping': {'user_id': {'table': 'transactions', 'column': 'user_id'},
                          'product_id': {'table': 'transactions', 'column': 'product_id'},
                          'timestamp': {'table': 'transactions', 'column': 'ts'},
                          'revenue': {'table': 'transactions', 'column': 'amount'}},
       'filters': {'date_range': {'type': 'rolling', 'days': 90}, 'top_products_percent': 12.5,
                   'min_transactions': 3, 'revenue_min': 1.5,
                   'customer_filters': [
                     {'column': 'place_city', 'operator': 'in', 'value': ['O\\u0027Hare', 'a@span_x']},
                     {'column': 'users.born', 'operator': 'between',
                      'value': ['1990-01-01', '2000-12-31']}]},
       'split': {'strategy': 'random', 'train_percent': 80, 'seed': 'v1'}, 'as_of': '2026-06-30'}
      """;

  @Test
  void aQueryReadsFromItsSourceToItsSplit() {
    var sql = new DatasetSql(Shop.resolve(EVERYTHING), Shop.SOURCE, Dialect.bigQuery());
    assertEquals(
        """
        WITH source AS (
          SELECT
            `transactions`.`user_id` AS `user_id`,
            `transactions`.`ts` AS `at`,
            `users`.`ts` AS `ts`,
            `transactions`.`place`.`city` AS `place_city`,
            `transactions`.`paid` AS `paid`,
            `transactions`.`amount` AS `granary_revenue`,
            `transactions`.`product_id` AS `granary_product_id`,
            `users`.`born` AS `granary_born`
          FROM `proj-1`.`raw_data`.`transactions` AS `transactions`
          LEFT JOIN `proj-1`.`raw_data`.`users` AS `users`
            ON `transactions`.`user_id` = `users`.`id`
        ),
        filtered AS (
          SELECT *
          FROM source
          WHERE DATE(`at`, 'UTC') BETWEEN DATE_SUB(DATE '2026-06-30', INTERVAL 90 DAY) AND DATE '2026-06-30'
            AND IF(IS_NAN(`granary_revenue`), NULL, `granary_revenue`) >= 1.5
            AND `place_city` IN ('O\\'Hare', 'a\\x40span_x')
            AND `granary_born` BETWEEN DATE '1990-01-01' AND DATE '2000-12-31'
        ),
        top_products AS (
          SELECT product_id, revenue_total
          FROM (
            SELECT
              product_id,
              SUM(revenue) OVER (
                ORDER BY revenue DESC, product_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
              ) AS revenue_before,
              SUM(revenue) OVER () AS revenue_total
            FROM (
              SELECT
                `granary_product_id` AS product_id,
                SUM(COALESCE(SAFE_CAST(`granary_revenue` AS NUMERIC), 0)) AS revenue
              FROM filtered
              GROUP BY 1
            ) AS products
            WHERE product_id IS NOT NULL
          ) AS ranked
          WHERE revenue_total < 0
            OR COALESCE(revenue_before, 0) * 1000 < revenue_total * 125
        ),
        active_users AS (
          SELECT `user_id` AS user_id
          FROM filtered
          GROUP BY 1
          HAVING COUNT(*) >= 3
        ),
        dataset AS (
          SELECT *
          FROM filtered
          WHERE (
              `granary_product_id` IN (SELECT product_id FROM top_products)
              OR (SELECT MAX(revenue_total) FROM top_products) < 0
            )
            AND `user_id` IN (SELECT user_id FROM active_users WHERE user_id IS NOT NULL)
        )
        SELECT
          `user_id`,
          `at`,
          `ts`,
          `place_city`,
          `paid`
        FROM dataset
        WHERE MOD(FARM_FINGERPRINT(CONCAT(COALESCE(CAST(`user_id` AS STRING), ''), '|', 'v1'))
            & 0x7FFFFFFFFFFFFFFF, 100) < 80\
        """,
        sql.select(Part.TRAIN));
  }

  @Test
  void tfxGetsTypesThatItReads() {
    String tfx =
        new DatasetSql(Shop.resolve(EVERYTHING), Shop.SOURCE, Dialect.bigQuery()).tfx(Part.EVAL);
    assertTrue(tfx.contains("UNIX_SECONDS(`at`) AS `at`"), tfx);
    assertTrue(tfx.contains("UNIX_SECONDS(TIMESTAMP(`ts`, 'UTC')) AS `ts`"), tfx);
    assertTrue(tfx.contains("CAST(`paid` AS FLOAT64) AS `paid`"), tfx);
    assertTrue(tfx.contains("\n  `user_id`,\n"), tfx);
    assertFalse(tfx.contains("@span"), tfx);
    assertFalse(tfx.contains(";"), tfx);
  }

  @Test
  void duckDbGetsItsOwnWords() {
    String sql =
        new DatasetSql(Shop.resolve(EVERYTHING), Shop.SOURCE, Dialect.duckDb()).select(Part.TRAIN);
    assertTrue(sql.contains("FROM \"raw_data\".\"transactions\" AS \"transactions\""), sql);
    assertTrue(sql.contains("(farm_fingerprint(CONCAT(COALESCE(CAST(\"user_id\" AS VARCHAR)"), sql);
    assertTrue(sql.contains("'O''Hare'"), sql);
  }

  @Test
  void everyColumnOfEveryTableIsThereWhenNoneIsChosen() {
    var sql =
        new DatasetSql(
            Shop.resolve(
                """
                {'primary_table': 'transactions', 'secondary_tables': ['users as buyer'],
                 'joins': [{'left_table': 'buyer', 'left_column': 'id',
                            'right_table': 'transactions', 'right_column': 'user_id',
                            'type': 'right'}]}
                """),
            Shop.SOURCE,
            Dialect.bigQuery());
    assertEquals(
        """
        WITH source AS (
          SELECT
            `transactions`.`user_id` AS `user_id`,
            `transactions`.`product_id` AS `product_id`,
            `transactions`.`ts` AS `ts`,
            `transactions`.`amount` AS `amount`,
            `transactions`.`paid` AS `paid`,
            `transactions`.`place`.`city` AS `place_city`,
            `transactions`.`tags` AS `tags`,
            `buyer`.`id` AS `id`,
            `buyer`.`born` AS `born`,
            `buyer`.`ts` AS `buyer_ts`,
            `buyer`.`parent` AS `parent`
          FROM `proj-1`.`raw_data`.`transactions` AS `transactions`
          LEFT JOIN `proj-1`.`raw_data`.`users` AS `buyer`
            ON `transactions`.`user_id` = `buyer`.`id`
        ),
        filtered AS (
          SELECT *
          FROM source
        ),
        dataset AS (
          SELECT *
          FROM filtered
        )
        SELECT
          `user_id`,
          `product_id`,
          `ts`,
          `amount`,
          `paid`,
          `place_city`,
          `tags`,
          `id`,
          `born`,
          `buyer_ts`,
          `parent`
        FROM dataset\
        """,
        sql.select(Part.FULL));
    assertThrows(IllegalArgumentException.class, () -> sql.select(Part.TRAIN));
  }
}
