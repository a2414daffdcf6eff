package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.services.bigquery.model.TableCell;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableRow;
import io.granary.domain.GranaryException;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Field;
import io.granary.warehouse.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each value is sent as BigQuery writes it. */
final class ValuesTest {
  @RegisterExtension final Cloud cloud = new Cloud();

  private static String field(String type) {
    return "{\"name\": \"x\", \"type\": \"%s\"}".formatted(type);
  }

  private @Nullable Object read(String field, String value) {
    return rows(field, value).values().getFirst().getFirst();
  }

  private Rows rows(String field, String value) {
    cloud.fake().jobs().give(0, List.of(field), "{\"f\": [{\"v\": %s}]}".formatted(value));
    return cloud.in("EU").query(Cloud.query(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          STRING    | a "quoted" ü 🦆
          JSON      | {"a":[1,null]}
          GEOGRAPHY | POINT(-122.35 47.62)
          INTERVAL  | 1-2 3 4:5:6.789
          RANGE     | [2020-01-01, 2020-12-31)
          """)
  void textIsKeptAsItIs(String type, String text) {
    Object value = read(field(type), '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"');

    assertThat(value).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"INTEGER", "INT64"})
  void wholeNumbersReachFromEndToEnd(String type) {
    assertThat(read(field(type), "\"9223372036854775807\"")).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theSmallestWholeNumberIsRead() {
    assertThat(read(field("INTEGER"), "\"-9223372036854775808\"")).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "5.0E-324, 4.9E-324",
    "-0.0, -0.0",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity"
  })
  void numbersWithAFloatingPointAreExact(String text, double expected) {
    assertThat(read(field("FLOAT"), '"' + text + '"')).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "NUMERIC, 99999999999999999999999999999.999999999",
    "NUMERIC, -0.000000001",
    "NUMERIC, 1.50",
    "BIGNUMERIC, 578960446186580977117854925043439539266.34992332820282019728792003956564819967"
  })
  void decimalsKeepEveryDigit(String type, String text) {
    assertThat(read(field(type), '"' + text + '"')).isEqualTo(new BigDecimal(text));
  }

  @ParameterizedTest
  @CsvSource({"BOOLEAN, true, true", "BOOL, false, false"})
  void truthIsRead(String type, String text, boolean expected) {
    assertThat(read(field(type), '"' + text + '"')).isEqualTo(expected);
  }

  @Test
  void bytesAreRead() {
    assertThat(read(field("BYTES"), "\"AP/+aGk=\""))
        .isEqualTo(new byte[] {0, (byte) 0xFF, (byte) 0xFE, 'h', 'i'});
  }

  @Test
  void daysAreRead() {
    assertThat(read(field("DATE"), "\"0001-01-01\"")).isEqualTo(LocalDate.of(1, 1, 1));
  }

  @Test
  void timesOfDayKeepMicroseconds() {
    assertThat(read(field("TIME"), "\"23:59:59.999999\""))
        .isEqualTo(LocalTime.of(23, 59, 59, 999_999_000));
  }

  @Test
  void datesWithATimeOfDayKeepMicroseconds() {
    assertThat(read(field("DATETIME"), "\"9999-12-31T23:59:59.999999\""))
        .isEqualTo(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
  }

  @ParameterizedTest
  @CsvSource({
    "253402300799999999, 9999-12-31T23:59:59.999999Z",
    "-62135596800000000, 0001-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59.999999Z",
    "1763767667123457, 2025-11-21T23:27:47.123457Z"
  })
  void pointsInTimeKeepMicroseconds(String micros, Instant expected) {
    assertThat(read(field("TIMESTAMP"), '"' + micros + '"')).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"STRING", "INTEGER", "TIMESTAMP", "BYTES", "RECORD", "NUMERIC"})
  void nothingIsNull(String type) {
    assertThat(read(field(type), "null")).isNull();
  }

  @Test
  void arraysAreLists() {
    Rows rows =
        rows(
            "{\"name\": \"x\", \"type\": \"DATE\", \"mode\": \"REPEATED\"}",
            "[{\"v\": \"2025-01-01\"}, {\"v\": \"2025-01-02\"}]");

    assertThat(rows.fields()).containsExactly(new Field("x", ColumnType.DATE, true));
    assertThat(rows.values().getFirst().getFirst())
        .isEqualTo(List.of(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2)));
  }

  @Test
  void arraysOfStructsHaveTheirFieldsInOrder() {
    String field =
        """
        {"name": "x", "type": "RECORD", "mode": "REPEATED", "fields": [
          {"name": "z", "type": "STRING"},
          {"name": "a", "type": "RECORD", "fields": [
            {"name": "n", "type": "INTEGER", "mode": "REPEATED"}]}]}""";

    Object value =
        read(
            field,
            """
            [{"v": {"f": [{"v": "one"}, {"v": {"f": [{"v": [{"v": "1"}, {"v": "2"}]}]}}]}},
             {"v": {"f": [{"v": null}, {"v": null}]}}]""");

    assertThat(value).asInstanceOf(list()).hasSize(2);
    var first = (Map<?, ?>) ((List<?>) java.util.Objects.requireNonNull(value)).getFirst();
    assertThat(first.keySet().toArray()).containsExactly("z", "a");
    assertThat(first.get("z")).isEqualTo("one");
    assertThat(first.get("a")).isEqualTo(Map.of("n", List.of(1L, 2L)));
    assertThat(((Map<?, ?>) ((List<?>) value).get(1)).values().toArray())
        .containsExactly(null, null);
  }

  private static org.assertj.core.api.InstanceOfAssertFactory<
          ?, org.assertj.core.api.ListAssert<Object>>
      list() {
    return org.assertj.core.api.InstanceOfAssertFactories.LIST;
  }

  @ParameterizedTest
  @CsvSource({"INTEGER, x", "BOOL, yes", "DATE, 2025-02-30", "BYTES, *", "TIMESTAMP, 1.5E9"})
  void aValueThatIsNotOfItsTypeIsSaidSo(String type, String text) {
    assertThatThrownBy(() -> read(field(type), '"' + text + '"'))
        .isInstanceOf(GranaryException.class)
        .hasMessage(
            "Cannot query tables-1.raw_data: its result cannot be read: a value of x is no "
                + type);
  }

  @Test
  void aResultIsKeptUpToALimitOfItsSize() throws CallFailedException {
    var values = new Values(List.of(new TableFieldSchema().setName("x").setType("STRING")), 10);
    var row = new TableRow().setF(List.of(new TableCell().setV("12345")));

    assertThat(Arrays.asList(values.row(row), values.row(row))).hasSize(2);
    assertThatThrownBy(() -> values.row(row))
        .isInstanceOf(CallFailedException.class)
        .hasMessage("its result cannot be read: the result is larger than 10 characters");
  }
}
