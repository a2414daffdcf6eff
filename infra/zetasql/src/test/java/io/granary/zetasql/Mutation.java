package io.granary.zetasql;

import com.fasterxml.jackson.databind.node.TextNode;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Definition.ChosenColumn;
import io.granary.warehouse.definition.Definition.ColumnMapping;
import io.granary.warehouse.definition.Definition.ColumnRef;
import io.granary.warehouse.definition.Definition.CustomerFilter;
import io.granary.warehouse.definition.Definition.Filters;
import io.granary.warehouse.definition.Definition.Join;
import io.granary.warehouse.definition.Definition.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a hostile text in one field of a definition, or in none. */
final class Mutation {
  private final Dice dice;
  private final String text;

  Mutation(Dice dice) {
    this.dice = dice;
    this.text = Hostile.anyText(dice);
  }

  Definition of(Definition made) {
    int place = dice.below(9);
    List<Join> joins = new ArrayList<>(made.joins());
    List<ChosenColumn> columns = new ArrayList<>(made.columns());
    List<String> others = new ArrayList<>(made.secondaryTables());
    switch (place) {
      case 0 -> joins.replaceAll(this::join);
      case 1 -> columns.replaceAll(this::column);
      case 2 -> others.add(text);
      case 3 -> others.replaceAll(other -> text + " as x");
      default -> {}
    }
    return new Definition(
        place == 4 ? text : made.primaryTable(),
        others,
        joins,
        columns,
        place == 5 ? mapping(made.columnMapping()) : made.columnMapping(),
        place == 6 || place == 7 ? filters(made, place == 6) : made.filters(),
        place == 8 ? split(made.split()) : made.split(),
        made.asOf());
  }

  private Join join(Join join) {
    return switch (dice.below(5)) {
      case 0 -> new Join(text, join.leftColumn(), join.rightTable(), join.rightColumn(), "inner");
      case 1 -> new Join(join.leftTable(), text, join.rightTable(), join.rightColumn(), "left");
      case 2 -> new Join(join.leftTable(), join.leftColumn(), text, join.rightColumn(), "right");
      case 3 -> new Join(join.leftTable(), join.leftColumn(), join.rightTable(), text, "full");
      default -> join;
    };
  }

  private ChosenColumn column(ChosenColumn column) {
    return switch (dice.below(6)) {
      case 0 -> new ChosenColumn(text, column.column(), column.alias());
      case 1 -> new ChosenColumn(column.table(), text, column.alias());
      default -> column;
    };
  }

  private ColumnMapping mapping(ColumnMapping made) {
    ColumnRef user = made.userId();
    ColumnRef hostile =
        user == null || dice.chance(50)
            ? new ColumnRef(text, "id")
            : new ColumnRef(user.table(), text);
    return new ColumnMapping(
        hostile,
        made.productId(),
        made.timestamp(),
        made.revenue(),
        made.category(),
        made.quantity(),
        made.rating(),
        made.sessionId());
  }

  private Filters filters(Definition made, boolean inValue) {
    Filters filters = made.filters();
    List<CustomerFilter> all = new ArrayList<>(filters.customerFilters());
    ColumnRef user = made.columnMapping().userId();
    if (inValue && user != null) {
      all.add(
          new CustomerFilter(
              user.table() + "." + user.column(),
              dice.of(List.of("=", "contains", "starts_with")),
              TextNode.valueOf(text)));
    } else {
      all.add(new CustomerFilter(text, "is_not_null", null));
    }
    return new Filters(
        filters.dateRange(),
        filters.topProductsPercent(),
        filters.minTransactions(),
        filters.revenueMin(),
        all);
  }

  private Split split(@Nullable Split made) {
    String key = made == null || dice.chance(50) ? text : made.key();
    String seed = Objects.equals(key, text) ? "" : text;
    return new Split("random", null, 80, key, seed);
  }
}
