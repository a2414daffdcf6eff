package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.Table;
import io.granary.warehouse.definition.ResolvedDefinition.SplitRule;
import io.granary.warehouse.sql.DatasetSql.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A row that is to train on stays so, whatever comes after it. */
final class GrowthTest {
  private static final int SEEDS = 60;

  @Test
  void rowsStayOnTheirSideWhenOthersAreAdded() {
    var rows = new AtomicInteger();
    Seeds.each(
        SEEDS,
        seed -> {
          Case before = Case.executed(seed);
          if (!hasItsKey(before)) {
            return;
          }
          World grown = grown(before.world(), new Dice(-seed));
          Case after = Case.of(grown, before.definition());
          try (var first = new Reference(before.world());
              var second = new Reference(grown)) {
            for (Part part : List.of(Part.TRAIN, Part.EVAL)) {
              Part other = part == Part.TRAIN ? Part.EVAL : Part.TRAIN;
              Optional<Bag> old =
                  Overflow.orRows(() -> first.query(before.bigQuery().select(part))).map(Bag::of);
              Optional<Bag> moved =
                  Overflow.orRows(() -> second.query(after.bigQuery().select(other))).map(Bag::of);
              if (old.isPresent() && moved.isPresent()) {
                assertThat(moved.get().rows().keySet().stream())
                    .noneMatch(old.get().rows()::containsKey);
                rows.addAndGet(old.get().size());
              }
            }
          }
        });
    assertThat(rows).hasPositiveValue();
  }

  /** The side of a row is to be seen in it. */
  private static boolean hasItsKey(Case made) {
    return made.resolved().split() instanceof SplitRule.ByHash byHash
        && made.resolved().outputs().stream()
            .anyMatch(output -> output.source().equals(byHash.key()));
  }

  private static World grown(World world, Dice dice) {
    Map<String, List<List<@Nullable Object>>> rows = new LinkedHashMap<>();
    for (Table table : world.tables()) {
      List<List<@Nullable Object>> all = new ArrayList<>(world.rows(table));
      all.addAll(Worlds.rows(dice, table, 4));
      rows.put(table.name(), all);
    }
    return new World(world.tables(), rows);
  }
}
