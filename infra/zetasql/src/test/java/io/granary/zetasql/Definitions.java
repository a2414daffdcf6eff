package io.granary.zetasql;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Definition.ChosenColumn;
import io.granary.warehouse.definition.Definition.ColumnMapping;
import io.granary.warehouse.definition.Definition.ColumnRef;
import io.granary.warehouse.definition.Definition.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes definitions over a world that fit it. */
final class Definitions {
  private static final List<String> JOIN_TYPES = List.of("inner", "left", "right", "full");

  private final Dice dice;
  private final World world;
  private final List<Use> uses = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final List<Join> joins = new ArrayList<>();

  private Definitions(Dice dice, World world) {
    this.dice = dice;
    this.world = world;
  }

  /** A table under its name in the definition. */
  private record Use(String name, Table table) {}

  /** A column or field of such a table. */
  record Ref(String table, Table.Place place) {
    ColumnType type() {
      return place.column().type();
    }

    boolean isScalar() {
      return place.column().isScalar();
    }

    ColumnRef written() {
      return new ColumnRef(table, place.name());
    }

    /** As filters and splits name it. */
    String dotted() {
      return table + "." + place.name();
    }
  }

  static Definition of(Dice dice, World world) {
    return new Definitions(dice, world).definition();
  }

  private Definition definition() {
    Table primary = dice.of(world.tables());
    uses.add(new Use(primary.name(), primary));
    for (int left = dice.below(world.tables().size() == 1 ? 3 : 4); left > 0; left--) {
      join();
    }
    List<Ref> refs = uses.stream().flatMap(use -> refs(use).stream()).toList();
    ColumnMapping mapping = mapping(refs);
    var rules = new Rules(dice, refs, mapping);
    return new Definition(
        primary.name(),
        written,
        joins,
        dice.chance(30) ? null : columns(refs),
        mapping,
        rules.filters(),
        rules.split(),
        rules.asOf());
  }

  private List<Ref> refs(Use use) {
    return use.table().places().stream()
        .filter(place -> use.table().find(place.name()).filter(place::equals).isPresent())
        .map(place -> new Ref(use.name(), place))
        .toList();
  }

  private void join() {
    Table table = dice.of(world.tables());
    boolean endsInSpace = !table.name().equals(table.name().strip());
    boolean isThere = uses.stream().anyMatch(use -> use.name().equalsIgnoreCase(table.name()));
    String name = isThere || dice.chance(20) ? "u" + uses.size() : table.name();
    if (!name.equals(table.name()) && (endsInSpace || world.table(name).isPresent())) {
      return;
    }
    var added = new Use(name, table);
    Use before = dice.of(uses);
    List<Ref> keys = refs(added).stream().filter(Definitions::isKey).toList();
    String type = dice.of(JOIN_TYPES);
    List<Join> pairs = new ArrayList<>();
    // The first column is one that tables have in common.
    List<Ref> inOrder = dice.chance(60) ? keys : dice.some(keys, keys.size());
    int most = dice.chance(75) ? 1 : 2;
    for (Ref key : inOrder) {
      List<Ref> partners =
          refs(before).stream()
              .filter(Definitions::isKey)
              .filter(ref -> ref.type() == key.type() || bothNumbers(ref, key))
              .toList();
      if (!partners.isEmpty() && pairs.size() < most) {
        Ref partner = dice.chance(60) ? partners.getFirst() : dice.of(partners);
        pairs.add(pair(partner, key, type));
      }
    }
    if (!pairs.isEmpty()) {
      uses.add(added);
      joins.addAll(pairs);
      String as = dice.chance(50) ? " as " : "  AS ";
      written.add(name.equals(table.name()) ? name : table.name() + as + name);
    }
  }

  private static boolean bothNumbers(Ref one, Ref other) {
    return one.type().isNumber() && other.type().isNumber();
  }

  private static boolean isKey(Ref ref) {
    return ref.isScalar() && ref.type().isGroupable();
  }

  /** A join, written from either side. */
  private Join pair(Ref before, Ref added, String type) {
    if (dice.chance(70)) {
      return new Join(
          before.table(), before.place().name(), added.table(), added.place().name(), type);
    }
    String mirrored =
        switch (type) {
          case "left" -> "right";
          case "right" -> "left";
          default -> type;
        };
    return new Join(
        added.table(), added.place().name(), before.table(), before.place().name(), mirrored);
  }

  private List<ChosenColumn> columns(List<Ref> refs) {
    List<String> aliases = new ArrayList<>(dice.some(Names.aliases(), 20));
    List<ChosenColumn> chosen = new ArrayList<>();
    for (Ref ref : dice.some(refs, dice.between(1, 10))) {
      for (int again = dice.chance(10) ? 2 : 1; again > 0; again--) {
        String alias = dice.chance(40) ? aliases.removeLast() : null;
        chosen.add(new ChosenColumn(ref.table(), cased(ref.place().name()), alias));
      }
    }
    return chosen;
  }

  /** Names of columns do not tell case. */
  private String cased(String name) {
    boolean isPlain = name.matches("[a-z_]+");
    return isPlain && dice.chance(10) ? name.toUpperCase(Locale.ROOT) : name;
  }

  private ColumnMapping mapping(List<Ref> refs) {
    return new ColumnMapping(
        role(refs, 70, Definitions::isKey),
        role(refs, 70, Definitions::isKey),
        role(refs, 70, ref -> ref.isScalar() && ref.type().hasDate()),
        role(refs, 70, ref -> ref.isScalar() && ref.type().isNumber()),
        role(refs, 20, Definitions::isKey),
        role(refs, 20, ref -> ref.isScalar() && ref.type().isNumber()),
        role(refs, 20, ref -> ref.isScalar() && ref.type().isNumber()),
        role(refs, 20, Definitions::isKey));
  }

  private @Nullable ColumnRef role(List<Ref> refs, int chance, Predicate<Ref> fits) {
    List<Ref> fitting = refs.stream().filter(fits).toList();
    return fitting.isEmpty() || !dice.chance(chance)
        ? null
        : Optional.of(dice.of(fitting)).map(Ref::written).orElseThrow();
  }
}
