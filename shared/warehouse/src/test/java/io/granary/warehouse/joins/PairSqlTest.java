package io.granary.warehouse.joins;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairSqlTest {
  private static final WarehouseSource SOURCE =
      new WarehouseSource("bigquery", "proj-1", "raw_data", null);
  private static final Table LINES =
      new Table(
          "lines",
          List.of(
              Column.of("order", ColumnType.INT64),
              Column.of("part`; --", ColumnType.STRING),
              Column.of("amount", ColumnType.NUMERIC)));
  private static final Table ORDERS =
      new Table("orders", List.of(Column.of("id", ColumnType.INT64)));

  @Test
  void bothSidesAreGroupedBeforeTheyMeet() {
    String sql = sql(Dialect.bigQuery(), pair("order", "id"));
    assertThat(sql)
        .contains(
            """
            FROM (
              SELECT `t`.`order` AS v0, COUNT(*) AS n
              FROM `proj-1`.`raw_data`.`lines` AS `t`
              GROUP BY 1
            ) AS l
            FULL JOIN (
              SELECT `t`.`id` AS v0, COUNT(*) AS n
              FROM `proj-1`.`raw_data`.`orders` AS `t`
              GROUP BY 1
            ) AS r
            ON l.v0 = r.v0\
            """);
    assertThat(sql).contains("CAST(MIN(l.v0) AS STRING) AS l_min");
  }

  @Test
  void severalPairsAreOneQueryWithARowEach() {
    String sql = sql(Dialect.duckDb(), pair("order", "id"), pair("amount", "id"));
    assertThat(sql).contains("0 AS pair").contains("\nUNION ALL\n").contains("1 AS pair");
    assertThat(sql).contains("TRY_CAST(\"t\".\"id\" AS DECIMAL(38, 9)) AS v0");
  }

  @Test
  void textsAndWholeNumbersMeetAsTexts() {
    String sql = sql(Dialect.bigQuery(), pair("part`; --", "id"));
    assertThat(sql)
        .contains("CAST(`t`.`part\\`; --` AS STRING) AS v0")
        .contains("CAST(`t`.`id` AS STRING) AS v0")
        .contains("SUBSTR(MIN(l.v0), 1, 100) AS l_min");
  }

  @Test
  void allColumnsOfAKeyMustBeEqual() {
    var pair =
        new KeyPair(
            new JoinKey(LINES, List.of(place(LINES, "order"), place(LINES, "amount"))),
            new JoinKey(LINES, List.of(place(LINES, "order"), place(LINES, "amount"))));
    assertThat(sql(Dialect.bigQuery(), pair))
        .contains("ON l.v0 = r.v0 AND l.v1 = r.v1")
        .contains("GROUP BY 1, 2")
        .contains(
            "COUNT(CASE WHEN l.v0 IS NOT NULL AND l.v1 IS NOT NULL THEN 1 END) AS l_distinct");
  }

  @Test
  void aTableIsMeasuredByOneRowOfFiveFiguresAColumn() {
    String sql =
        MeasureSql.select(
            Dialect.bigQuery(),
            SOURCE,
            LINES,
            List.of(place(LINES, "order"), place(LINES, "part`; --")));
    assertThat(sql)
        .isEqualTo(
            """
            SELECT
              COUNT(*) AS n,
              COUNT(`t`.`order`) AS n0,
              APPROX_COUNT_DISTINCT(`t`.`order`) AS d0,
              CAST(MIN(`t`.`order`) AS STRING) AS a0,
              CAST(MAX(`t`.`order`) AS STRING) AS z0,
              0 AS s0,
              COUNT(CAST(`t`.`part\\`; --` AS STRING)) AS n1,
              APPROX_COUNT_DISTINCT(CAST(`t`.`part\\`; --` AS STRING)) AS d1,
              SUBSTR(MIN(CAST(`t`.`part\\`; --` AS STRING)), 1, 100) AS a1,
              SUBSTR(MAX(CAST(`t`.`part\\`; --` AS STRING)), 1, 100) AS z1,
              MAX(LENGTH(CAST(`t`.`part\\`; --` AS STRING))) AS s1
            FROM `proj-1`.`raw_data`.`lines` AS `t`\
            """);
  }

  private static String sql(Dialect dialect, KeyPair... pairs) {
    return new PairSql(dialect, SOURCE).select(List.of(pairs));
  }

  private static KeyPair pair(String left, String right) {
    return new KeyPair(
        JoinKey.of(LINES, place(LINES, left)), JoinKey.of(ORDERS, place(ORDERS, right)));
  }

  private static Table.Place place(Table table, String column) {
    return table.find(column).orElseThrow();
  }
}
