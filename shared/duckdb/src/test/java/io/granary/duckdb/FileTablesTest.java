package io.granary.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileTablesTest {
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

  @Test
  void filesOfEveryFormatAreTables() throws IOException {
    folder.with("b.csv", "id,name\n1,x\n2,y\n").with("a.TSV", "id\tname\n1\tx, y\n");
    folder.with("c.json", "[{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]").with("notes.txt", "id\n1\n");
    folder.with("d.jsonl", "{\"id\": 1}\n").with("e.ndjson", "{\"id\": 1}\n").with(".f.csv", "a\n");

    assertThat(folder.warehouse().tables())
        .extracting(TableInfo::tableId, TableInfo::rowCount, TableInfo::columnCount)
        .containsExactly(
            tuple("a", 1L, 2),
            tuple("b", 2L, 2),
            tuple("c", 3L, 1),
            tuple("d", 1L, 1),
            tuple("e", 1L, 1));
    assertThat(folder.warehouse().tables().get(1).sizeBytes()).isEqualTo(16L);
    assertThat(folder.warehouse().table("b"))
        .contains(
            new Table(
                "b",
                List.of(Column.of("id", ColumnType.INT64), Column.of("name", ColumnType.STRING))));
    assertThat(folder.warehouse().table("B")).isEmpty();
    assertThat(folder.value("SELECT name FROM raw_data.a")).isEqualTo("x, y");
  }

  @Test
  void filesThatComeChangeAndGoAreSeen() throws IOException {
    assertThat(folder.warehouse().tables()).isEmpty();

    folder.with("t.csv", "a\n1\n");
    assertThat(folder.value("SELECT sum(a)::BIGINT FROM raw_data.t")).isEqualTo(1L);

    folder.with("t.csv", "a,b\n1,x\n2,y\n");
    assertThat(folder.value("SELECT max(b) FROM raw_data.t")).isEqualTo("y");
    assertThat(folder.warehouse().tables().getFirst().rowCount()).isEqualTo(2);

    Files.delete(path.resolve("t.csv"));
    assertThat(folder.warehouse().table("t")).isEmpty();
    assertThat(folder.warehouse().dryRun("SELECT * FROM raw_data.t").errors().getFirst().message())
        .startsWith("Table with name t does not exist!");
  }

  @Test
  void aFileOfTheSameSizeAndAnotherTimeIsReadAgain() throws IOException {
    folder.with("t.csv", "a\n1\n");
    assertThat(folder.value("SELECT a FROM raw_data.t")).isEqualTo(1L);

    folder.with("t.csv", "a\nx\n");
    Files.setLastModifiedTime(path.resolve("t.csv"), FileTime.fromMillis(1));

    assertThat(folder.value("SELECT a FROM raw_data.t")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's",
        "quo\"te",
        "two words",
        "中文 é",
        "semi; DROP VIEW x; --",
        "a*",
        "b?",
        "c[d]",
        "k=v",
        "{1,2}",
        "back\\slash",
        "new\nline",
        "%41",
        "select",
        "dots.in.it",
        "1",
        "'); --"
      })
  void anyNameOfAFileIsTheNameOfATable(String name) throws IOException {
    folder.with("aa.csv", "other\n1\n").with("bb.csv", "other\n1\n").with("cd.csv", "other\n1\n");
    folder.with(name + ".csv", "mine\n7\n");

    String table = folder.warehouse().dialect().table(folder.warehouse().source(), name);
    assertThat(folder.warehouse().table(name).map(Table::columns))
        .contains(List.of(Column.of("mine", ColumnType.INT64)));
    assertThat(folder.query("SELECT * FROM " + table).values()).isEqualTo(List.of(List.of(7L)));
    assertThat(folder.warehouse().tables()).extracting(TableInfo::tableId).contains(name);
  }

  @Test
  void aDamagedFileMakesItsOwnTableAloneUnreadable() throws IOException {
    folder.with("good.csv", "a\n1\n").with("bad.parquet", "PAR1 and no more");

    assertThat(folder.warehouse().tables())
        .extracting(TableInfo::tableId, TableInfo::rowCount)
        .containsExactly(tuple("bad", null), tuple("good", 1L));
    assertThatExceptionOfType(GranaryException.class)
        .isThrownBy(() -> folder.warehouse().table("bad"))
        .withMessageStartingWith("Cannot read the table bad: ")
        .withMessageContaining("bad.parquet")
        .matches(e -> e.code() == Code.WAREHOUSE_QUERY_FAILED);
    assertThat(folder.warehouse().dryRun("SELECT * FROM raw_data.bad").errors())
        .singleElement()
        .matches(error -> error.message().startsWith("Cannot read the table bad: "));
    assertThat(folder.value("SELECT a FROM raw_data.good")).isEqualTo(1L);

    Files.delete(path.resolve("bad.parquet"));
    folder.with("bad.csv", "a\n2\n");
    assertThat(folder.value("SELECT a FROM raw_data.bad")).isEqualTo(2L);
  }

  @Test
  void oneNameOfSeveralFilesIsNoTable() throws IOException {
    folder.with("t.csv", "a\n1\n").with("T.tsv", "a\n1\n").with("u.csv", "a\n1\n");

    assertThatExceptionOfType(GranaryException.class)
        .isThrownBy(() -> folder.query("SELECT * FROM raw_data.t"))
        .withMessageEndingWith("several files have its name [T.tsv, t.csv]");
    assertThat(folder.value("SELECT a FROM raw_data.u")).isEqualTo(1L);
  }

  @Test
  void aLateValueThatIsUnlikeTheFirstOnesChangesTheTypeForAll() throws IOException {
    String numbers = "1\n".repeat(50_000);
    folder.with("t.csv", "a\n" + numbers + "x\n");
    folder.with("u.jsonl", "{\"a\": 1}\n".repeat(50_000) + "{\"a\": \"x\"}\n");

    assertThat(folder.warehouse().table("t").map(Table::columns))
        .contains(List.of(Column.of("a", ColumnType.STRING)));
    assertThat(folder.value("SELECT max(a) FROM raw_data.t")).isEqualTo("x");
    assertThat(folder.value("SELECT count(a) FROM raw_data.u")).isEqualTo(50_001L);
  }

  @Test
  void negativeNumbersInJsonAreWholeNumbers() throws IOException {
    folder.with("t.jsonl", "{\"a\": 1, \"b\": 1}\n{\"a\": -1, \"b\": 18446744073709551615}\n");

    assertThat(folder.warehouse().table("t").map(Table::columns))
        .contains(List.of(Column.of("a", ColumnType.INT64), Column.of("b", ColumnType.BIGNUMERIC)));
    assertThat(folder.value("SELECT min(a) FROM raw_data.t")).isEqualTo(-1L);
  }

  @Test
  void aFolderWithinIsADatasetOfItsOwn() throws IOException {
    Files.createDirectory(path.resolve("other"));
    folder.with("t.csv", "a\n1\n").with("other/t.csv", "b\n2\n3\n");

    assertThat(folder.warehouse("other").tables()).extracting(TableInfo::rowCount).contains(2L);
    assertThat(folder.warehouse().tables()).extracting(TableInfo::rowCount).containsExactly(1L);
    assertThat(Optional.of(folder.warehouse("other").table("t").orElseThrow().columns()))
        .contains(List.of(Column.of("b", ColumnType.INT64)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "..", "a/b", "", "information_schema"})
  void whatIsNoFolderIsNoDataset(String dataset) {
    assertThatExceptionOfType(GranaryException.class)
        .isThrownBy(() -> folder.warehouse(dataset).tables())
        .withMessage("Cannot find the dataset " + dataset + ".")
        .matches(e -> e.code() == Code.NOT_FOUND);
  }
}
