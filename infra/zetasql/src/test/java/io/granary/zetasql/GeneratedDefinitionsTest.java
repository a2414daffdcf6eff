package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Field;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a definition asks for, its SQL is one query over its tables that BigQuery takes. */
final class GeneratedDefinitionsTest {
  private static final int SEEDS = 500;
  private static final Set<ColumnType> OF_TFX =
      Set.of(ColumnType.INT64, ColumnType.FLOAT64, ColumnType.BOOL, ColumnType.STRING);

  @Test
  void everyPartAndItsFormForTfxIsOneQueryWithTheColumnsOfTheDefinition() {
    Seeds.each(
        SEEDS,
        seed -> {
          Case made = Case.analysed(seed);
          List<Field> wanted =
              made.resolved().outputs().stream()
                  .map(
                      output ->
                          new Field(
                              output.name(),
                              output.source().type(),
                              output.source().column().isRepeated()))
                  .toList();
          try (var analyser = new Analyser(made.world().tables())) {
            for (Part part : made.parts()) {
              Analysis seen = analyser.analyse(made.bigQuery(source(seed)).select(part));
              assertThat(seen.outputs()).isEqualTo(wanted);
              assertThat(seen.scans().stream().sorted().toList()).isEqualTo(made.tables());
              assertThat(seen.joins()).allMatch(Analysis.JoinShape::isOfEqualities);
              checkTfx(made, analyser, made.bigQuery(source(seed)).tfx(part));
            }
          }
        });
  }

  private static void checkTfx(Case made, Analyser analyser, String pattern) {
    Analysis seen = analyser.analyse("SELECT * FROM (" + pattern + ") LIMIT 0");
    assertThat(seen.names()).isEqualTo(made.names());
    assertThat(seen.outputs()).as(pattern).allMatch(out -> OF_TFX.contains(out.type()));
    assertThat(seen.scans().stream().sorted().toList()).isEqualTo(made.tables());
    assertThat(pattern).doesNotContain("@span").doesNotEndWith(";");
  }

  @Test
  void theExpressionsAloneServeQueriesOfOnesOwn() {
    Seeds.each(
        SEEDS / 10,
        seed -> {
          Case made = Case.analysed(seed);
          DatasetSql sql = made.bigQuery(source(seed));
          List<String> columns =
              made.resolved().roles().values().stream().distinct().map(sql::column).toList();
          String wanted = columns.isEmpty() ? "1" : String.join(", ", columns);
          try (var analyser = new Analyser(made.world().tables())) {
            String query = sql.with() + " SELECT " + wanted + " FROM ";
            assertThat(analyser.refusal(query + "dataset")).isEmpty();
            assertThat(analyser.refusal(query + "filtered")).isEmpty();
            if (made.resolved().split() != null) {
              String train = "dataset WHERE " + sql.isTrain();
              assertThat(analyser.refusal(query + train)).isEmpty();
            }
          }
        });
  }

  private static WarehouseSource source(long seed) {
    return seed % 3 == 0 ? Analyser.PROJECT : Analyser.SOURCE;
  }
}
