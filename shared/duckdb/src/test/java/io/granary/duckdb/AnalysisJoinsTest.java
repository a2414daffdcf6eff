package io.granary.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.json.Json;
import io.granary.warehouse.Budget;
import io.granary.warehouse.Build;
import io.granary.warehouse.Price;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.analysis.Analysis;
import io.granary.warehouse.analysis.DatasetAnalysis;
import io.granary.warehouse.analysis.Quality.QualityIssue;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.Resolver;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an analysis says of the joins of a dataset, and what it reads for it. */
final class AnalysisJoinsTest {
  @TempDir Path directory;
  private Folder folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() throws IOException {
    folder =
        new Folder(directory)
            .with("sales.csv", "buyer,item,note\nann,1,x\nann,2,y\nbob,2,z\ncyn,3,z\n")
            .with("buyers.csv", "name,town\nann,Wien\nbob,Graz\ncyn,Graz\n")
            .with("visits.csv", "who,page\nann,1\nann,2\nbob,1\ncyn,1\n")
            .with("parts.csv", "item,part\n3,a\n4,b\n5,c\n")
            .with("towns.csv", "town,people\nLinz,1\n");
    warehouse = folder.warehouse();
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private ResolvedDefinition sales(String table, String left, String right, String type) {
    return resolve(
        """
        {'primary_table': 'sales', 'secondary_tables': ['%s'],
         'joins': [{'left_table': 'sales', 'left_column': '%s', 'right_table': '%1$s',
                    'right_column': '%s', 'type': '%s'}]}"""
            .formatted(table, left, right, type));
  }

  private ResolvedDefinition resolve(String definition) {
    return Resolver.resolve(
        Json.read(definition.replace('\'', '"'), Definition.class), warehouse::table);
  }

  private List<String> issues(ResolvedDefinition definition) {
    DatasetAnalysis found = Analysis.measure(warehouse, definition, new UUID(0, 7), null);
    return found.quality().issues().stream()
        .filter(issue -> issue.code().startsWith("JOIN_"))
        .map(AnalysisJoinsTest::shown)
        .toList();
  }

  private static String shown(QualityIssue issue) {
    return "%s %s %s %s %s"
        .formatted(
            issue.code(), issue.severity(), issue.subject(), issue.value(), issue.threshold());
  }

  @Test
  void aJoinToAKeyThatHasAllValuesIsFine() {
    assertThat(issues(sales("buyers", "buyer", "name", "left"))).isEmpty();
  }

  @Test
  void aJoinThatMultipliesRowsIsNamed() {
    assertThat(issues(sales("visits", "buyer", "who", "inner")))
        .containsExactly("JOIN_FAN_OUT medium sales.buyer = visits.who 1.5 1.0");
  }

  @Test
  void fewMatchesCountTheRowsThatStay() {
    assertThat(issues(sales("parts", "item", "item", "left")))
        .containsExactly("JOIN_FEW_MATCHES medium sales.item = parts.item 0.25 0.5");
    assertThat(issues(sales("buyers", "buyer", "name", "right")))
        .containsExactly("JOIN_FAN_OUT low buyers.name = sales.buyer 1.3333333333333333 1.0");
  }

  @Test
  void aJoinWithoutAnyMatchIsNamed() {
    assertThat(issues(sales("towns", "note", "town", "left")))
        .containsExactly("JOIN_NO_MATCH high sales.note = towns.town 0.0 0.5");
  }

  @Test
  void aJoinOverColumnsOfSeveralTablesIsNotJudged() {
    ResolvedDefinition chained =
        resolve(
            """
            {'primary_table': 'sales', 'secondary_tables': ['buyers', 'towns'],
             'joins': [{'left_table': 'sales', 'left_column': 'buyer', 'right_table': 'buyers',
                        'right_column': 'name', 'type': 'left'},
                       {'left_table': 'buyers', 'left_column': 'town', 'right_table': 'towns',
                        'right_column': 'town', 'type': 'left'},
                       {'left_table': 'sales', 'left_column': 'item', 'right_table': 'towns',
                        'right_column': 'people', 'type': 'left'}]}""");

    assertThat(issues(chained)).isEmpty();
  }

  @Test
  void anAnalysisReadsWhatItsPriceSays() {
    ResolvedDefinition definition = sales("buyers", "buyer", "name", "left");

    long priced =
        Build.of(warehouse, definition)
            .price(new Price(BigDecimal.ONE), Budget.NONE)
            .profileBytes();

    assertThat(Analysis.measure(warehouse, definition, new UUID(0, 7), null).bytes())
        .isEqualTo(priced)
        .isPositive();
  }
}
