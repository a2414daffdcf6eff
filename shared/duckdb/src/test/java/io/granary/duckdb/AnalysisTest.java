package io.granary.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.analysis.Analysis;
import io.granary.warehouse.analysis.DatasetAnalysis;
import io.granary.warehouse.analysis.DatasetAnalysis.Dates;
import io.granary.warehouse.analysis.Quality.QualityIssue;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Resolver;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysisTest {
  private static final String ROLES =
      """
      'column_mapping': {'user_id': {'table': 'sales', 'column': 'buyer'},
                         'product_id': {'table': 'sales', 'column': 'item'},
                         'timestamp': {'table': 'sales', 'column': 'day'},
                         'revenue': {'table': 'sales', 'column': 'price'}}""";

  @TempDir Path directory;

  private DatasetAnalysis measure(String csv, String definition) throws IOException {
    try (Folder folder = new Folder(directory).with("sales.csv", csv)) {
      Warehouse warehouse = folder.warehouse();
      var read = Json.read(definition.replace('\'', '"'), Definition.class);
      return Analysis.measure(
          warehouse, Resolver.resolve(read, warehouse::table), new UUID(0, 7), null);
    }
  }

  @Test
  void everythingIsCountedOverAllRows() throws IOException {
    DatasetAnalysis found =
        measure(
            """
            buyer,item,day,price,note
            ann,1,2026-01-01,10.50,a
            ann,1,2026-01-01,10.50,a
            ann,2,2026-01-03,-0.50,b
            bob,2,2026-01-09,,c
            ,3,2026-01-10,4.25,d
            bob,3,,1.00,e
            """,
            "{'primary_table': 'sales', %s, 'split': {'strategy': 'time', 'eval_days': 5}, 'as_of': '2026-01-10'}"
                .formatted(ROLES));
    assertEquals(6, found.sourceRows());
    assertEquals(1L, found.rowsWithoutTimestamp());
    assertEquals(5, found.rows());
    assertEquals(2L, found.users());
    assertEquals(2.0, found.meanRowsPerUser());
    assertEquals(3L, found.products());
    assertEquals(3L, found.sparseProducts());
    assertEquals(3L, found.userProductPairs());
    assertEquals(1, found.duplicates());
    assertEquals(new Dates(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 10), 10), found.dates());
    assertEquals(0, new BigDecimal("24.75").compareTo(found.revenue().total()));
    assertEquals(24.75 / 4, found.revenue().mean());
    assertEquals(0, new BigDecimal("-0.5").compareTo(found.revenue().min()));
    assertEquals(3, found.split().trainRows());
    assertEquals(2, found.split().evalRows());
    assertEquals(60.0, found.split().trainPercent());
    assertEquals(0L, found.split().usersOnBothSides());
    assertEquals(
        Map.of("user_id", 1L, "product_id", 0L, "timestamp", 0L, "revenue", 1L), found.nulls());
    assertEquals(
        List.of(
            "LOW_ENGAGEMENT high null",
            "COLD_START high user_id",
            "SPARSE_COVERAGE medium product_id",
            "SHORT_RANGE medium timestamp",
            "NULLS medium user_id",
            "NULLS medium revenue",
            "DUPLICATES medium null"),
        found.quality().issues().stream().map(AnalysisTest::shown).sorted(ORDER).toList());
    assertEquals(0, found.quality().score());
  }

  private static final Comparator<String> ORDER =
      Comparator.comparingInt(
          text ->
              List.of("LOW_E", "COLD_", "SPARS", "SHORT", "NULLS", "DUPLI", "SPLIT", "TARGE")
                  .indexOf(text.substring(0, 5)));

  private static String shown(QualityIssue issue) {
    return issue.code() + " " + issue.severity() + " " + issue.subject();
  }

  @Test
  void aColumnThatSaysTheRevenueInOtherWordsIsNamed() throws IOException {
    var csv = new StringBuilder("buyer,item,day,price,cents,rough,label\n");
    for (int i = 0; i < 400; i++) {
      int price = i % 40;
      csv.append(
          "u%d,%d,2026-01-%02d,%d.5,%d,%d,L%d\n"
              .formatted(i % 7, i % 11, 1 + i % 28, price, price * 100 + 50, price / 2, price));
    }
    DatasetAnalysis found =
        measure(csv.toString(), "{'primary_table': 'sales', %s}".formatted(ROLES));
    assertEquals(List.of("cents", "label"), found.targetLeaks());
    assertNull(found.split());
    assertEquals(
        List.of("cents", "label"),
        found.quality().issues().stream()
            .filter(issue -> issue.code().equals("TARGET_LEAK"))
            .map(QualityIssue::subject)
            .toList());
  }

  @Test
  void usersOnBothSidesAreALeak() throws IOException {
    DatasetAnalysis found =
        measure(
            """
            buyer,item,day,price
            ann,1,2026-01-01,1
            ann,1,2026-01-09,1
            bob,2,2026-01-09,1
            """,
            "{'primary_table': 'sales', %s, 'split': {'strategy': 'time', 'eval_days': 5}, 'as_of': '2026-01-10'}"
                .formatted(ROLES));
    assertEquals(1L, found.split().usersOnBothSides());
  }

  @Test
  void topProductsOfANegativeTotalAreRefused() {
    String csv = "buyer,item,day,price\na,1,2026-01-01,-5\nb,2,2026-01-01,4\n";
    var refusal =
        assertThrows(
            GranaryException.class,
            () ->
                measure(
                    csv,
                    "{'primary_table': 'sales', %s, 'filters': {'top_products_percent': 80}}"
                        .formatted(ROLES)));
    assertEquals(Code.VALIDATION_FAILED, refusal.code());
    assertEquals(
        "Cannot find the top products: the revenue of all is negative, -1.", refusal.getMessage());
    assertEquals("/filters/top_products_percent", refusal.violations().getFirst().pointer());
  }

  @Test
  void anEmptyDatasetIsSaidToBeEmpty() throws IOException {
    DatasetAnalysis found =
        measure(
            "buyer,item,day,price\na,1,2026-01-01,5\n",
            "{'primary_table': 'sales', %s, 'filters': {'revenue_min': 6}}".formatted(ROLES));
    assertEquals(0, found.rows());
    assertEquals(1, found.sourceRows());
    assertNull(found.dates());
    assertNull(found.meanRowsPerUser());
    assertEquals("EMPTY", found.quality().issues().getFirst().code());
  }
}
