package io.granary.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Field;
import io.granary.warehouse.Rows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ValueReaderTest {
  @TempDir Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = new Folder(path);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  static List<Arguments> values() {
    return List.of(
        Arguments.of("1::UTINYINT", ColumnType.INT64, 1L),
        Arguments.of("-9223372036854775808", ColumnType.INT64, Long.MIN_VALUE),
        Arguments.of(
            "18446744073709551615::UBIGINT",
            ColumnType.NUMERIC,
            new BigDecimal("18446744073709551615")),
        Arguments.of(
            "170141183460469231731687303715884105727::HUGEINT",
            ColumnType.BIGNUMERIC,
            new BigDecimal("170141183460469231731687303715884105727")),
        Arguments.of("1.50::DECIMAL(4,2)", ColumnType.NUMERIC, new BigDecimal("1.50")),
        Arguments.of("1.5::FLOAT", ColumnType.FLOAT64, 1.5),
        Arguments.of("'NaN'::DOUBLE", ColumnType.FLOAT64, Double.NaN),
        Arguments.of("'-Infinity'::DOUBLE", ColumnType.FLOAT64, Double.NEGATIVE_INFINITY),
        Arguments.of("true", ColumnType.BOOL, true),
        Arguments.of("'a\u0001é😀'", ColumnType.STRING, "a\u0001é😀"),
        Arguments.of("'b'::ENUM('a', 'b')", ColumnType.STRING, "b"),
        Arguments.of(
            "'81b71ed1-a066-4ca6-bcf5-eb7a41fa9297'::UUID",
            ColumnType.STRING,
            "81b71ed1-a066-4ca6-bcf5-eb7a41fa9297"),
        Arguments.of("DATE '0001-01-01'", ColumnType.DATE, LocalDate.of(1, 1, 1)),
        Arguments.of(
            "TIMESTAMP '2024-03-31 02:30:00.123456'",
            ColumnType.DATETIME,
            LocalDateTime.parse("2024-03-31T02:30:00.123456")),
        Arguments.of(
            "TIMESTAMPTZ '1969-12-31 23:59:59.999999+00'",
            ColumnType.TIMESTAMP,
            Instant.parse("1969-12-31T23:59:59.999999Z")),
        Arguments.of("TIME '23:59:59.999999'", ColumnType.TIME, LocalTime.parse("23:59:59.999999")),
        Arguments.of("INTERVAL '2 days'", ColumnType.INTERVAL, "2 days"),
        Arguments.of("'{\"a\": 1}'::JSON", ColumnType.JSON, "{\"a\": 1}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsWhatItsTypeSays(String sql, ColumnType type, Object value) {
    Rows rows = folder.query("SELECT " + sql + " AS v, NULL::INTEGER AS n");

    assertThat(rows.fields().getFirst()).isEqualTo(new Field("v", type, false));
    assertThat(rows.values()).isEqualTo(List.of(Arrays.asList(value, null)));
  }

  @Test
  void bytesAreBytes() {
    assertThat(folder.value("SELECT '\\x00\\xFFa'::BLOB")).isEqualTo(new byte[] {0, -1, 'a'});
  }

  @Test
  void anArrayIsAListAndNeverNull() {
    assertThat(folder.value("SELECT [DATE '2024-01-01', NULL]"))
        .isEqualTo(Arrays.asList(LocalDate.of(2024, 1, 1), null));
    assertThat(folder.value("SELECT NULL::INTEGER[]")).isEqualTo(List.of());
    assertThat(folder.value("SELECT [[1, NULL], []]")).isEqualTo(List.of("[1,null]", "[]"));
  }

  @Test
  void aStructIsAMapInTheOrderOfItsFields() {
    assertThat(folder.value("SELECT {'z': 1, 'a': {'t': TIMESTAMP '2024-01-01'}, 'm': [{'x': 2}]}"))
        .hasToString("{z=1, a={t=2024-01-01T00:00}, m=[{x=2}]}");
    assertThat(folder.value("SELECT NULL::STRUCT(a INTEGER)")).isNull();
  }

  @Test
  void aMapIsAListOfPairs() {
    assertThat(folder.value("SELECT map {'b': 1::HUGEINT, 'a': NULL}"))
        .hasToString("[{key=b, value=1}, {key=a, value=null}]");
    assertThat(folder.value("SELECT map {1: 'x'}"))
        .isEqualTo(List.of(Map.of("key", 1L, "value", "x")));
  }
}
