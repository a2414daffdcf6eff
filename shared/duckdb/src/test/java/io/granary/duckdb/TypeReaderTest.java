package io.granary.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Column;
import io.granary.warehouse.Column.Mode;
import io.granary.warehouse.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypeReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VARCHAR | STRING",
        "BOOLEAN | BOOL",
        "UTINYINT | INT64",
        "BIGINT | INT64",
        "UBIGINT | NUMERIC",
        "HUGEINT | BIGNUMERIC",
        "FLOAT | FLOAT64",
        "DECIMAL(38,9) | NUMERIC",
        "DECIMAL(38,8) | BIGNUMERIC",
        "DECIMAL(11,10) | BIGNUMERIC",
        "DATE | DATE",
        "TIME | TIME",
        "TIME WITH TIME ZONE | STRING",
        "TIMESTAMP_NS | DATETIME",
        "TIMESTAMP WITH TIME ZONE | TIMESTAMP",
        "INTERVAL | INTERVAL",
        "BLOB | BYTES",
        "UUID | STRING",
        "JSON | JSON",
        "ENUM('a', 'it''s (') | STRING",
        "UNION(num INTEGER, str VARCHAR[]) | STRING",
        "BIT | STRING"
      })
  void aTypeIsTheNearestOfBigQuery(String duckDb, ColumnType type) {
    assertThat(TypeReader.column("c", duckDb)).isEqualTo(Column.of("c", type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "UUID | VARCHAR",
        "VARCHAR | VARCHAR",
        "DECIMAL(4,2) | DECIMAL(4,2)",
        "TIME WITH TIME ZONE[] | VARCHAR[]",
        "STRUCT(a UUID, \"b UUID\" ENUM('it''s', 'b,)')[3], c DATE) | "
            + "STRUCT(a VARCHAR, \"b UUID\" VARCHAR[3], c DATE)",
        "MAP(UUID, STRUCT(a BIT)) | MAP(VARCHAR, STRUCT(a VARCHAR))"
      })
  void whatIsAStringIsAVarcharInTheTypeToReadItAs(String type, String textual) {
    assertThat(TypeReader.textual(type)).isEqualTo(textual);
  }

  @Test
  void aListIsAnArrayAndAListOfListsAnArrayOfJson() {
    assertThat(TypeReader.column("c", "DECIMAL(4,2)[]"))
        .isEqualTo(new Column("c", ColumnType.NUMERIC, Mode.REPEATED, List.of(), null));
    assertThat(TypeReader.column("c", "INTEGER[3]"))
        .isEqualTo(new Column("c", ColumnType.INT64, Mode.REPEATED, List.of(), null));
    assertThat(TypeReader.column("c", "VARCHAR[][]"))
        .isEqualTo(new Column("c", ColumnType.JSON, Mode.REPEATED, List.of(), null));
  }

  @Test
  void structsAndMapsHaveFields() {
    Column column =
        TypeReader.column(
            "c", "STRUCT(\"a \"\" b\" INTEGER, \"c,d)\" ENUM('it''s', 'b,)'), m MAP(DATE, BLOB))");

    assertThat(column.type()).isEqualTo(ColumnType.STRUCT);
    assertThat(column.fields())
        .containsExactly(
            Column.of("a \" b", ColumnType.INT64),
            Column.of("c,d)", ColumnType.STRING),
            new Column(
                "m",
                ColumnType.STRUCT,
                Mode.REPEATED,
                List.of(Column.of("key", ColumnType.DATE), Column.of("value", ColumnType.BYTES)),
                null));
  }
}
