package io.granary.warehouse.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Column;
import io.granary.warehouse.Column.Mode;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Dialect;
import io.granary.warehouse.statistics.StatisticsSql.Distinct;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsSqlTest {
  private static String bigQuery(Distinct distinct, Column... columns) {
    Dialect dialect = Dialect.bigQuery();
    return StatisticsSql.of(dialect, distinct)
        .write("`d`.`t`", Measured.of(new Table("t", List.of(columns)).places(), dialect));
  }

  @Test
  void bigQueryMeasuresEachTypeByWhatItHas() {
    assertThat(
            bigQuery(
                Distinct.EXACT,
                Column.of("s", ColumnType.STRING),
                Column.of("f", ColumnType.FLOAT64),
                Column.of("b", ColumnType.BYTES),
                Column.of("j", ColumnType.JSON),
                new Column("l", ColumnType.INT64, Mode.REPEATED, List.of(), null)))
        .isEqualTo(
            """
            SELECT
              COUNT(*) AS total,
              COUNTIF(`s` IS NULL) AS nulls_0,
              COUNT(DISTINCT `s`) AS distinct_0,
              FALSE AS estimated_0,
              SUBSTR(MIN(`s`), 1, 200) AS min_0,
              SUBSTR(MAX(`s`), 1, 200) AS max_0,
              APPROX_TOP_COUNT(SUBSTR(`s`, 1, 200), 11) AS top_0,
              COUNTIF(`f` IS NULL) AS nulls_1,
              COUNT(DISTINCT `f`) AS distinct_1,
              FALSE AS estimated_1,
              MIN(IF(IS_INF(`f`) OR IS_NAN(`f`), NULL, `f`)) AS min_1,
              MAX(IF(IS_INF(`f`) OR IS_NAN(`f`), NULL, `f`)) AS max_1,
              APPROX_TOP_COUNT(`f`, 11) AS top_1,
              AVG(IF(ABS(CAST(`f` AS FLOAT64)) < 1e150, CAST(`f` AS FLOAT64), NULL)) AS mean_1,
              STDDEV_SAMP(IF(ABS(CAST(`f` AS FLOAT64)) < 1e150, CAST(`f` AS FLOAT64), NULL)) AS stddev_1,
              COUNTIF(`b` IS NULL) AS nulls_2,
              COUNT(DISTINCT `b`) AS distinct_2,
              FALSE AS estimated_2,
              COUNTIF(`j` IS NULL) AS nulls_3,
              COUNTIF(`l` IS NULL) AS nulls_4
            FROM `d`.`t` AS measured""");
  }

  @Test
  void bigQueryEstimatesInLargeTables() {
    assertThat(bigQuery(Distinct.ESTIMATED, Column.of("i", ColumnType.INT64)))
        .contains("APPROX_COUNT_DISTINCT(`i`) AS distinct_0", "TRUE AS estimated_0");
  }

  @Test
  void namesAreQuotedAndFieldsHaveTheirPath() {
    Column field = Column.of("c`; --", ColumnType.DATE);
    assertThat(
            bigQuery(
                Distinct.EXACT,
                new Column("a b", ColumnType.STRUCT, Mode.NULLABLE, List.of(field), null)))
        .contains("COUNTIF(`a b`.`c\\`; --` IS NULL) AS nulls_0");
  }
}
