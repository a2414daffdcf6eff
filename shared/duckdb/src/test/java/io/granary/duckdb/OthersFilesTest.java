package io.granary.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.granary.domain.GranaryException;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that others have made, with counts that were taken of them otherwise. */
@EnabledIfEnvironmentVariable(named = "GRANARY_TEST_DATA", matches = ".+")
final class OthersFilesTest {
  private static final Map<String, Long> NORTHWIND =
      Map.ofEntries(
          Map.entry("categories", 8L),
          Map.entry("customer_customer_demo", 0L),
          Map.entry("customer_demographics", 0L),
          Map.entry("customers", 91L),
          Map.entry("employee_territories", 49L),
          Map.entry("employees", 9L),
          Map.entry("order_details", 2155L),
          Map.entry("orders", 830L),
          Map.entry("products", 77L),
          Map.entry("region", 4L),
          Map.entry("shippers", 6L),
          Map.entry("suppliers", 29L),
          Map.entry("territories", 53L),
          Map.entry("us_states", 51L));

  private static final Map<String, Long> VEGA =
      Map.ofEntries(
          Map.entry("airports", 3376L),
          Map.entry("birdstrikes", 10000L),
          Map.entry("co2-concentration", 741L),
          Map.entry("flights-airport", 5366L),
          Map.entry("gapminder", 682L),
          Map.entry("github", 955L),
          Map.entry("iowa-electricity", 51L),
          Map.entry("lookup_groups", 9L),
          Map.entry("lookup_people", 9L),
          Map.entry("penguins", 344L),
          Map.entry("seattle-weather", 1461L),
          Map.entry("unemployment", 3218L));

  private static Folder folder(String name) {
    return new Folder(Path.of(System.getenv("GRANARY_TEST_DATA"), name));
  }

  private static Map<String, Long> counts(Folder folder) {
    Map<String, Long> counts = new TreeMap<>();
    for (TableInfo table : folder.warehouse().tables()) {
      counts.put(table.tableId(), table.rowCount() == null ? -1 : table.rowCount());
    }
    return counts;
  }

  @Test
  void everyTableOfAShopHasItsRows() {
    try (Folder folder = folder("northwind")) {
      assertThat(counts(folder)).isEqualTo(NORTHWIND);
    }
  }

  @Test
  void commasTabsAndJsonAreRead() {
    try (Folder folder = folder("vega")) {
      assertThat(counts(folder)).isEqualTo(VEGA);
      assertThat(folder.value("SELECT count(*) - count(\"Sex\") FROM raw_data.penguins"))
          .isEqualTo(10L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "northwind | order_details | order_id INT64, product_id INT64, unit_price FLOAT64, quantity"
            + " INT64, discount FLOAT64",
        "vega | github | time DATETIME, count INT64",
        "duckdb-csv | issue2628_中文 | col1 INT64, col2 INT64",
        "duckdb-csv | people | Person STRING, Region STRING",
        "duckdb-csv/error | mixedtypes | i STRING, world STRING",
        "duckdb-parquet | decimals | l1 NUMERIC, l2 NUMERIC, l3 NUMERIC, l4 NUMERIC",
        "duckdb-parquet | map | raw_header STRUCT[]",
        "duckdb-parquet | silly-names | önë INT64, C1 STRING, 🦆 BOOL",
        "duckdb-parquet | tz | TimeRecStart TIMESTAMP",
        "duckdb-parquet | unsigned | a INT64, b INT64, c INT64, d NUMERIC",
        "duckdb-parquet/arrow | nested_lists.snappy | a JSON[], b INT64",
        "duckdb-parquet/arrow | nulls.snappy | b_struct STRUCT"
      })
  void columnsHaveTheirNamesAndTypes(String name, String table, String columns) {
    try (Folder folder = folder(name)) {
      assertThat(
              folder.warehouse().table(table).map(Table::columns).orElseThrow().stream()
                  .map(each -> each.name() + " " + each.type() + (each.isRepeated() ? "[]" : ""))
                  .collect(Collectors.joining(", ")))
          .isEqualTo(columns);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "duckdb-csv, 14",
    "duckdb-csv/auto, 14",
    "duckdb-csv/decimal_separators, 1",
    "duckdb-csv/encodings, 0",
    "duckdb-csv/error, 1",
    "duckdb-csv/real, 4",
    "duckdb-csv/test, 7",
    "duckdb-csv/thousands_separator, 1",
    "duckdb-parquet, 19",
    "duckdb-parquet/arrow, 5"
  })
  void theReadableOnesGiveEveryRow(String name, int readable) {
    try (Folder folder = folder(name)) {
      int read = 0;
      for (Map.Entry<String, Long> table : counts(folder).entrySet()) {
        String sql = "SELECT * FROM raw_data.\"" + table.getKey() + "\"";
        if (folder.warehouse().dryRun(sql).isValid() && !table.getKey().equals("invalid")) {
          assertThat(folder.query(sql, null, 20_000).values())
              .as(table.getKey())
              .hasSize(table.getValue().intValue());
          read++;
        }
      }
      assertThat(read).isEqualTo(readable);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "duckdb-csv/encodings, latin1, Cannot run the query: Cannot read the table latin1: CSV Error on"
        + " Line: 2 Original Line: name;age Invalid unicode (byte sequence mismatch) detected. This"
        + " file is not utf-8 encoded.",
    "duckdb-csv/test, mixed_line_endings, Cannot run the query: Cannot read the table"
        + " mixed_line_endings: Error when sniffing file",
    "duckdb-parquet, invalid, Cannot finish the query: Invalid string encoding found in Parquet file"
  })
  void theUnreadableOnesSayWhy(String name, String table, String message) {
    try (Folder folder = folder(name)) {
      assertThatExceptionOfType(GranaryException.class)
          .isThrownBy(() -> folder.query("SELECT * FROM raw_data." + table))
          .withMessageStartingWith(message.replace(';', ','));
    }
  }
}
