package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Definition.CustomerFilter;
import io.granary.warehouse.definition.Definition.Filters;
import io.granary.warehouse.sql.DatasetSql.Part;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A filter finds the rows that have its text, whatever the text is. */
final class FilterTextsTest {
  private static final Table NOTES =
      new Table("notes", List.of(Column.of("text", ColumnType.STRING)));

  private static World world() {
    List<List<@Nullable Object>> rows =
        Hostile.texts().stream().map(text -> List.<@Nullable Object>of(text)).toList();
    return new World(List.of(NOTES), Map.of("notes", rows));
  }

  private static Case where(World world, String operator, String text) {
    var filter = new CustomerFilter("text", operator, TextNode.valueOf(text));
    return Case.of(
        world,
        new Definition(
            "notes",
            null,
            null,
            null,
            null,
            new Filters(null, null, null, null, List.of(filter)),
            null,
            null));
  }

  @Test
  void everyHostileTextFindsItselfAndWhatHoldsIt() throws SQLException {
    World world = world();
    try (var duck = new Duck();
        var reference = new Reference(world)) {
      duck.load(world);
      for (String text : Hostile.texts()) {
        for (String operator : List.of("=", "contains", "starts_with")) {
          List<List<@Nullable Object>> expected =
              Hostile.texts().stream()
                  .filter(each -> isFound(operator, each, text))
                  .map(each -> List.<@Nullable Object>of(each))
                  .toList();
          Case made = where(world, operator, text);
          String sql = made.bigQuery().select(Part.FULL);
          assertThat(Bag.of(reference.query(sql))).as(sql).isEqualTo(Bag.of(expected));
          sql = made.duckDb().select(Part.FULL);
          assertThat(Bag.of(duck.query(sql))).as(sql).isEqualTo(Bag.of(expected));
        }
      }
    }
  }

  private static boolean isFound(String operator, String each, String text) {
    return switch (operator) {
      case "contains" -> each.contains(text);
      case "starts_with" -> each.startsWith(text);
      default -> each.equals(text);
    };
  }
}
