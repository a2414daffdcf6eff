package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.sql.DatasetSql.Part;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** BigQuery's SQL, run by Google's reference implementation, and DuckDB's give the same rows. */
final class EnginesTest {
  private static final int SEEDS = 120;

  private static Duck duck;

  @BeforeAll
  static void open() throws SQLException {
    duck = new Duck();
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  /** Seeds that would show a difference. */
  private int withRows;

  private int withBothSides;

  @Test
  void bothEnginesGiveTheSameRowsAndTrainAndEvalAreTheWholeWithoutOverlap() {
    Seeds.each(
        SEEDS,
        seed -> {
          Case made = Case.executed(seed);
          duck.load(made.world());
          Map<Part, Bag> bags = new EnumMap<>(Part.class);
          try (var reference = new Reference(made.world())) {
            for (Part part : made.parts()) {
              String sql = made.bigQuery().select(part);
              String duckSql = made.duckDb().select(part);
              Optional<Bag> expected = Overflow.orRows(() -> reference.query(sql)).map(Bag::of);
              Optional<Bag> actual = Overflow.orRows(() -> duck.query(duckSql)).map(Bag::of);
              assertThat(actual).as(sql + "\n\n" + duckSql).isEqualTo(expected);
              expected.ifPresent(bag -> bags.put(part, bag));
            }
          }
          withRows += bags.getOrDefault(Part.FULL, Bag.of(List.of())).size() > 0 ? 1 : 0;
          if (bags.size() == Part.values().length) {
            withBothSides +=
                bags.get(Part.TRAIN).size() > 0 && bags.get(Part.EVAL).size() > 0 ? 1 : 0;
            assertThat(bags.get(Part.TRAIN).plus(bags.get(Part.EVAL)))
                .isEqualTo(bags.get(Part.FULL));
          }
        });
    if (Seeds.areUsual()) {
      assertThat(withRows).as("definitions with rows").isGreaterThanOrEqualTo(SEEDS / 2);
      assertThat(withBothSides)
          .as("definitions with rows in train and in eval")
          .isGreaterThanOrEqualTo(SEEDS / 6);
    }
  }
}
