package io.granary.warehouse.joins;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.LeftOut;
import io.granary.warehouse.Table;
import io.granary.warehouse.names.KeyName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which columns are measured, and which pairs of them are looked at. */
final class Candidates {
  /** The most columns of a table that are measured. */
  static final int MAX_COLUMNS = 200;

  /** The most columns, of all tables, that others are looked for in. */
  private static final int MAX_RIGHTS = 500;

  /** The most pairs whose rows are compared. */
  static final int MAX_PAIRS = 120;

  /** The most right columns that a left one is compared with for its values alone. */
  private static final int MAX_UNNAMED = 4;

  /** With a name as good as this, nobody looks for another right column by values alone. */
  private static final double CLEAR_NAME = 0.8;

  private Candidates() {}

  /** The columns of a table that may be keys by name and type, the likeliest first. */
  static List<Table.Place> columns(Table table) {
    return table.places().stream()
        .filter(Candidates::mayBeKey)
        .sorted(Comparator.comparing(place -> !KeyName.of(place.name()).isKey()))
        .toList();
  }

  private static boolean mayBeKey(Table.Place place) {
    KeyName name = KeyName.of(place.name());
    ColumnType type = place.column().type();
    return place.column().isScalar()
        && !name.isMeasureOrText()
        && (KeyName.fits(type) || (type == ColumnType.FLOAT64 && name.isKey()));
  }

  /** The pairs that may be joins, the likeliest first; of a pair and its turn only one. */
  static List<Candidate> pairs(List<Measured> columns) {
    List<Measured> rights = rights(columns);
    Map<Measured, List<Candidate>> byLeft = new HashMap<>();
    for (Measured left : columns) {
      List<Candidate> some = new ArrayList<>();
      for (Measured right : rights) {
        if (!left.equals(right) && Candidate.fits(left, right)) {
          Candidate candidate = Candidate.of(left, right);
          if (candidate.isPossible()) {
            some.add(candidate);
          }
        }
      }
      byLeft.put(left, kept(some));
    }
    List<Candidate> all = new ArrayList<>();
    for (Measured left : columns) {
      for (Candidate candidate : byLeft.getOrDefault(left, List.of())) {
        if (byLeft.getOrDefault(candidate.right(), List.of()).stream()
            .noneMatch(other -> other.isTurned(candidate) && isBefore(other, candidate))) {
          all.add(candidate);
        }
      }
    }
    all.sort(Comparator.comparingDouble(Candidate::atMost).reversed());
    return all;
  }

  /** The first of many pairs; a sentence about the others goes to {@code leftOut}. */
  static List<Candidate> likeliest(List<Candidate> pairs, LeftOut leftOut) {
    if (pairs.size() <= MAX_PAIRS) {
      return pairs;
    }
    leftOut.add(
        "Only the %d likeliest of %d pairs of columns were compared."
            .formatted(MAX_PAIRS, pairs.size()));
    return pairs.subList(0, MAX_PAIRS);
  }

  /** The columns that may be keys of their tables, the likeliest first. */
  private static List<Measured> rights(List<Measured> columns) {
    return columns.stream()
        .filter(column -> column.isEmpty() || column.uniqueness() > 0.5)
        .sorted(Comparator.comparingDouble(Measured::standing).reversed())
        .limit(MAX_RIGHTS)
        .toList();
  }

  private static List<Candidate> kept(List<Candidate> some) {
    some.sort(Comparator.comparingDouble(Candidate::atMost).reversed());
    boolean isClear =
        some.stream().anyMatch(each -> !each.isUnseen() && each.name().score() >= CLEAR_NAME);
    List<Candidate> kept = new ArrayList<>();
    int unnamed = 0;
    for (Candidate candidate : some) {
      if (candidate.isNamed()) {
        kept.add(candidate);
      } else if (!isClear && unnamed < MAX_UNNAMED) {
        unnamed++;
        kept.add(candidate);
      }
    }
    return kept;
  }

  /** Of two directions the surer; then that from fewer values to more, or by the order of names. */
  private static boolean isBefore(Candidate one, Candidate other) {
    int order = Double.compare(other.atMost(), one.atMost());
    if (order == 0) {
      order = Long.compare(one.left().domain().distinct(), other.left().domain().distinct());
    }
    if (order == 0) {
      order = one.left().key().label().compareTo(other.left().key().label());
    }
    return order < 0;
  }
}
