package io.granary.warehouse.definition;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.definition.Definition.Join;
import io.granary.warehouse.definition.ResolvedDefinition.JoinStep;
import io.granary.warehouse.definition.ResolvedDefinition.JoinStep.Pair;
import io.granary.warehouse.definition.ResolvedDefinition.JoinType;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.TableUse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings joins in an order in which each adds one table to those before it. */
final class Joins {
  private final Tables tables;
  private final Problems problems;
  private final List<Link> open = new ArrayList<>();

  Joins(Definition definition, Tables tables, Problems problems) {
    this.tables = tables;
    this.problems = problems;
    for (int i = 0; i < definition.joins().size(); i++) {
      link("/joins/" + i, definition.joins().get(i)).ifPresent(open::add);
    }
  }

  /** A join whose columns have been found. */
  private record Link(String pointer, Source left, Source right, JoinType type) {
    boolean connects(Set<TableUse> before, TableUse use) {
      return left.use().equals(use) && before.contains(right.use())
          || right.use().equals(use) && before.contains(left.use());
    }

    /** The same join seen from the tables before. */
    Link adding(TableUse use) {
      if (right.use().equals(use)) {
        return this;
      }
      JoinType mirrored =
          switch (type) {
            case LEFT -> JoinType.RIGHT;
            case RIGHT -> JoinType.LEFT;
            case INNER, FULL -> type;
          };
      return new Link(pointer, /* left= */ right, /* right= */ left, mirrored);
    }
  }

  private Optional<Link> link(String pointer, Join join) {
    TableUse leftUse = tables.table(pointer + "/left_table", join.leftTable());
    TableUse rightUse = tables.table(pointer + "/right_table", join.rightTable());
    Source left =
        leftUse == null
            ? null
            : tables.column(pointer + "/left_column", leftUse, join.leftColumn());
    Source right =
        rightUse == null
            ? null
            : tables.column(pointer + "/right_column", rightUse, join.rightColumn());
    if (left == null || right == null) {
      return Optional.empty();
    }
    if (left.use().equals(right.use())) {
      problems.addJoin(
          pointer,
          "joins a table with itself; name it twice, as in secondary table '%s as parent'"
              .formatted(Problems.shown(left.use().table().name())));
      return Optional.empty();
    }
    boolean isLeftKey = isKey(left, pointer + "/left_column");
    boolean isRightKey = isKey(right, pointer + "/right_column");
    if (!isLeftKey || !isRightKey) {
      return Optional.empty();
    }
    if (!comparable(left.type(), right.type())) {
      problems.addJoin(
          pointer,
          "compares %s with %s, which are never equal".formatted(left.type(), right.type()));
      return Optional.empty();
    }
    JoinType type =
        switch (join.type()) {
          case "left" -> JoinType.LEFT;
          case "right" -> JoinType.RIGHT;
          case "full" -> JoinType.FULL;
          default -> JoinType.INNER;
        };
    return Optional.of(new Link(pointer, left, right, type));
  }

  private boolean isKey(Source source, String pointer) {
    if (!source.column().isScalar() || !source.type().isGroupable()) {
      problems.addJoin(
          pointer,
          "is of type %s, which cannot be compared"
              .formatted(source.column().isRepeated() ? "ARRAY" : source.type()));
      return false;
    }
    return true;
  }

  static boolean comparable(ColumnType left, ColumnType right) {
    return left == right || left.isNumber() && right.isNumber();
  }

  /** One step for each table but the first. */
  List<JoinStep> steps() {
    List<JoinStep> steps = new ArrayList<>();
    if (tables.all().isEmpty()) {
      return steps;
    }
    Set<TableUse> before = new LinkedHashSet<>();
    before.add(tables.all().getFirst());
    Optional<TableUse> next = next(before);
    while (next.isPresent()) {
      steps.add(step(before, next.get()));
      before.add(next.get());
      next = next(before);
    }
    for (TableUse use : tables.all()) {
      if (!before.contains(use)) {
        problems.addJoin(
            tables.pointer(use),
            "is joined to none of the tables before it: %s".formatted(Problems.shown(use.alias())));
      }
    }
    return steps;
  }

  /** The table that the first of the joins that are left can add. */
  private Optional<TableUse> next(Set<TableUse> before) {
    for (Link link : open) {
      if (before.contains(link.left().use()) && !before.contains(link.right().use())) {
        return Optional.of(link.right().use());
      }
      if (before.contains(link.right().use()) && !before.contains(link.left().use())) {
        return Optional.of(link.left().use());
      }
    }
    return Optional.empty();
  }

  private JoinStep step(Set<TableUse> before, TableUse added) {
    List<Link> links =
        open.stream()
            .filter(link -> link.connects(before, added))
            .map(link -> link.adding(added))
            .toList();
    JoinType type = links.getFirst().type();
    Set<Pair> pairs = new LinkedHashSet<>();
    for (Link link : links) {
      if (link.type() != type) {
        problems.addJoin(
            link.pointer() + "/type",
            "is another type than that of the join before it of table %s"
                .formatted(Problems.shown(added.alias())));
      }
      pairs.add(new Pair(link.left(), link.right()));
    }
    return new JoinStep(added, type, List.copyOf(pairs));
  }
}
