package io.granary.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.DryRun;
import io.granary.warehouse.DryRun.SqlError;
import io.granary.warehouse.Field;
import io.granary.warehouse.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DuckDbWarehouseTest {
  private static final String ENDLESS = "SELECT count(*) FROM range(10000000000000) a";

  @TempDir Path path;
  private Folder folder;

  @BeforeEach
  void open() throws IOException {
    folder = new Folder(path).with("t.csv", "a,b\n1,x\n2,y\n3,z\n");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void aDryRunTellsWhatWouldBeReadAndGiven() {
    DryRun run = folder.warehouse().dryRun("SELECT a, [b] AS list FROM raw_data.t");

    assertThat(run.isValid()).isTrue();
    assertThat(run.totalBytes()).isEqualTo(16);
    assertThat(run.fields())
        .containsExactly(
            new Field("a", ColumnType.INT64, false), new Field("list", ColumnType.STRING, true));
  }

  @Test
  void anErrorHasItsLineAndColumn() {
    assertThat(folder.warehouse().dryRun("SELECT a,\n  'é😀', c\nFROM raw_data.t").errors())
        .containsExactly(
            new SqlError(
                2,
                9,
                "Referenced column \"c\" not found in FROM clause!\nCandidate bindings: \"a\""));
    assertThat(folder.warehouse().dryRun("SELECT a\nFORM raw_data.t x y").errors().getFirst())
        .matches(error -> error.line() == 2 && error.message().startsWith("syntax error"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM raw_data.t",
        "CREATE TABLE x (a INTEGER)",
        "COPY (SELECT 1) TO 'out.csv'",
        "DROP VIEW raw_data.t; SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT 1) x; DROP VIEW raw_data.t; SELECT * FROM (SELECT 1",
        "SET threads = 1",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA version",
        "CALL pragma_version()",
        "",
        "-- nothing",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT (SELECT max(content) FROM read_text('/etc/hostname'))",
        "SELECT ?",
        "SELECT '\0'"
      })
  void whatDoesMoreThanReadTablesDoesNotRun(String sql) {
    assertThat(folder.warehouse().dryRun(sql).isValid()).isFalse();
    assertThatExceptionOfType(GranaryException.class)
        .isThrownBy(() -> folder.query(sql))
        .withMessageStartingWith("Cannot run the query: ")
        .matches(e -> e.code() == Code.WAREHOUSE_QUERY_FAILED);
    assertThat(folder.value("SELECT count(*) FROM raw_data.t")).isEqualTo(3L);
    assertThat(path.toFile().list()).containsExactly("t.csv");
  }

  @Test
  void commentsAndASemicolonMayEndAQuery() {
    assertThat(folder.value("WITH c AS (SELECT 5 AS a) SELECT a FROM c;\n")).isEqualTo(5L);
    assertThat(folder.value("SELECT 6 -- six")).isEqualTo(6L);
  }

  @Test
  void rowsAreLimitedAndInOrder() {
    Rows rows = folder.query("SELECT i FROM range(1000000) r(i) ORDER BY i DESC", null, 2);

    assertThat(rows.values()).isEqualTo(List.of(List.of(999_999L), List.of(999_998L)));
    assertThat(folder.query("SELECT * FROM range(10000000000000) r(i)", null, 3).values())
        .hasSize(3);
  }

  @Test
  void aQueryThatReadsTooMuchDoesNotRun() {
    assertThat(folder.query("SELECT a FROM raw_data.t", 16L, 10).bytes()).isEqualTo(16);
    assertThatExceptionOfType(GranaryException.class)
        .isThrownBy(() -> folder.query("SELECT a FROM raw_data.t", 15L, 10))
        .withMessage("Cannot run the query: it reads 16 bytes of at most 15")
        .matches(e -> e.code() == Code.BUDGET_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 9223372036854775807 + a FROM raw_data.t",
        "SELECT CAST(b AS INTEGER) FROM raw_data.t"
      })
  void aQueryThatBreaksSaysWhy(String sql) {
    assertThat(folder.warehouse().dryRun(sql).isValid()).isTrue();
    assertThatExceptionOfType(GranaryException.class)
        .isThrownBy(() -> folder.query(sql))
        .withMessageMatching("(?s)Cannot finish the query: (Overflow in|Could not convert).*")
        .matches(e -> e.code() == Code.WAREHOUSE_QUERY_FAILED);
  }

  @Test
  void aQueryThatRunsTooLongIsStopped() {
    try (var impatient = new Folder(path, Duration.ofMillis(300))) {
      assertThatExceptionOfType(GranaryException.class)
          .isThrownBy(() -> impatient.query(ENDLESS))
          .withMessage("Cannot finish the query: it runs for more than PT0.3S")
          .matches(e -> e.code() == Code.WAREHOUSE_UNAVAILABLE);
      assertThat(impatient.value("SELECT 1")).isEqualTo(1L);
    }
  }

  @Test
  void anInterruptedQueryIsStopped() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var thrown = new AtomicReference<Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  begun.countDown();
                  try {
                    folder.query(ENDLESS);
                  } catch (GranaryException e) {
                    thrown.set(e);
                  }
                });
    begun.await();
    thread.interrupt();
    thread.join();

    assertThat(thrown.get()).hasMessage("Cannot finish the query: it was interrupted");
  }

  @Test
  void whatDoesNotFitInMemoryIsFinishedOnDisk() {
    assertThat(
            folder.value(
                "SELECT count(*) FROM (SELECT i::VARCHAR || repeat('x', 60) AS s, count(*)"
                    + " FROM range(6000000) r(i) GROUP BY s)"))
        .isEqualTo(6_000_000L);
  }
}
