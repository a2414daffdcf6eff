package io.granary.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Column;
import io.granary.warehouse.Column.Mode;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.WarehouseSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How BigQuery is asked for samples. */
final class SampleSqlTest {
  private static String sql(Column column) {
    var table = new Table("t`; DROP", List.of(column));
    return SampleSql.of(
        Dialect.bigQuery(),
        new WarehouseSource("bigquery", "acme-data", "raw_data", null),
        table,
        table.find(column.name()).orElseThrow(),
        7);
  }

  @Test
  void namesAreQuotedAndTheWorkIsBounded() {
    assertThat(sql(Column.of("a`b", ColumnType.INT64)))
        .isEqualTo(
            """
            SELECT v FROM (
              SELECT `granary_source`.`a\\`b` AS v FROM `acme-data`.`raw_data`.`t\\`; DROP` \
            AS `granary_source` WHERE `granary_source`.`a\\`b` IS NOT NULL LIMIT 100000
            ) AS looked_at
            GROUP BY v ORDER BY COUNT(*) DESC, v LIMIT 7\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING|NULLABLE|SUBSTR(c, 1, 1000) AS v",
        "BYTES|NULLABLE|SUBSTR(TO_BASE64(c), 1, 1000) AS v",
        "JSON|NULLABLE|SUBSTR(TO_JSON_STRING(c), 1, 1000) AS v",
        "GEOGRAPHY|NULLABLE|SUBSTR(TO_JSON_STRING(c), 1, 1000) AS v",
        "STRUCT|NULLABLE|SUBSTR(TO_JSON_STRING(c), 1, 1000) AS v",
        "INT64|REPEATED|SUBSTR(TO_JSON_STRING(c), 1, 1000) AS v",
        "TIMESTAMP|REQUIRED|SELECT c AS v",
      })
  void whatCannotBeToldApartIsComparedAsText(ColumnType type, Mode mode, String value) {
    String sql = sql(new Column("c", type, mode, List.of(), null));

    assertThat(sql).contains(value.replaceAll("\\bc\\b", "`granary_source`.`c`"));
  }
}
