package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Table;
import io.granary.warehouse.joins.JoinKey;
import io.granary.warehouse.joins.JoinQueries;
import io.granary.warehouse.joins.KeyPair;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The evidence for joins is asked for by queries that BigQuery takes, and is the same in both. */
final class JoinQueriesTest {
  private static final int SEEDS = 40;

  /** The least and greatest values as texts, whose form is each engine's own. */
  private static final Set<Integer> BOUNDS = Set.of(5, 6, 11, 12);

  @Test
  void everyTableIsMeasuredByQueriesOverItAlone() {
    var asked = new AtomicInteger();
    Seeds.each(
        SEEDS,
        seed -> {
          World world = Worlds.analysed(new Dice(seed));
          var queries = new JoinQueries(Dialect.bigQuery(), Analyser.PROJECT);
          try (var analyser = new Analyser(world.tables())) {
            for (Table table : world.tables()) {
              for (String sql : queries.measuring(table)) {
                assertThat(analyser.analyse(sql).scans()).containsExactly(table.name());
                asked.incrementAndGet();
              }
            }
          }
        });
    assertThat(asked).hasPositiveValue();
  }

  @Test
  void pairsOfWhateverTypesAreComparedByFullJoinsOfEqualities() {
    var asked = new AtomicInteger();
    Seeds.each(
        SEEDS,
        seed -> {
          var dice = new Dice(seed);
          World world = Worlds.analysed(dice);
          var queries = new JoinQueries(Dialect.bigQuery(), Analyser.PROJECT);
          try (var analyser = new Analyser(world.tables())) {
            for (KeyPair pair : pairs(dice, world, 30)) {
              for (String sql : queries.comparing(List.of(pair))) {
                Analysis seen = analyser.analyse(sql);
                assertThat(seen.scans())
                    .containsExactlyInAnyOrder(
                        pair.left().table().name(), pair.right().table().name());
                assertThat(seen.joins())
                    .containsExactly(new Analysis.JoinShape("FULL", /* isOfEqualities= */ true));
                asked.incrementAndGet();
              }
            }
            for (String sql : queries.comparing(pairs(dice, world, 12))) {
              assertThat(analyser.refusal(sql)).isEmpty();
            }
          }
        });
    assertThat(asked).hasValueGreaterThan(SEEDS);
  }

  @Test
  void bothEnginesCountTheSame() {
    var compared = new AtomicInteger();
    Seeds.each(
        SEEDS,
        seed -> {
          var dice = new Dice(seed);
          World world = Worlds.executed(dice);
          var bigQuery = new JoinQueries(Dialect.bigQuery(), Analyser.SOURCE);
          var duckDb = new JoinQueries(Dialect.duckDb(), Analyser.SOURCE);
          try (var reference = new Reference(world);
              var duck = new Duck()) {
            duck.load(world);
            for (KeyPair pair : pairs(dice, world, 10)) {
              List<String> expected = bigQuery.comparing(List.of(pair));
              List<String> actual = duckDb.comparing(List.of(pair));
              for (int i = 0; i < expected.size(); i++) {
                String sql = expected.get(i);
                String duckSql = actual.get(i);
                Optional<Bag> wanted =
                    Overflow.orRows(() -> reference.query(sql)).map(JoinQueriesTest::counts);
                Optional<Bag> found =
                    Overflow.orRows(() -> duck.query(duckSql)).map(JoinQueriesTest::counts);
                assertThat(found).as(sql + "\n\n" + duckSql).isEqualTo(wanted);
                compared.incrementAndGet();
              }
            }
          }
        });
    assertThat(compared).hasValueGreaterThan(SEEDS);
  }

  private static Bag counts(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> some = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        if (!BOUNDS.contains(i)) {
          some.add(row.get(i) instanceof Number number ? number.doubleValue() : row.get(i));
        }
      }
      all.add(some);
    }
    return Bag.of(all);
  }

  private static List<KeyPair> pairs(Dice dice, World world, int most) {
    List<JoinKey> keys =
        world.tables().stream()
            .flatMap(
                table -> table.places().stream().map(place -> new JoinKey(table, List.of(place))))
            .filter(key -> key.columns().getFirst().column().isScalar())
            .toList();
    List<KeyPair> pairs = new ArrayList<>();
    for (int left = most; left > 0; left--) {
      pairs.add(new KeyPair(dice.of(keys), dice.of(keys)));
    }
    return pairs;
  }
}
