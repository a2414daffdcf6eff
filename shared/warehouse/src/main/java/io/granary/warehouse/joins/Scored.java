package io.granary.warehouse.joins;

import io.granary.warehouse.Table;
import io.granary.warehouse.joins.DetectedJoin.Level;
import io.granary.warehouse.names.KeyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How sure it is that a left key refers to a right one.
 *
 * <p>Containment of the left values and uniqueness of the right ones come first: without them there
 * is nothing. What is left is whether that is more than chance, and here values that are rare prove
 * as much as names that agree.
 *
 * @param name what the names say
 * @param reasons the weightiest first
 */
record Scored(double score, NameEvidence name, List<String> reasons) {
  /** What is known by its name alone. */
  private static final double UNSEEN = 0.3;

  /** A join that cannot run without a cast, or that one value alone speaks for, is never sure. */
  private static final double NOT_SURE = 0.79;

  private static final double BY_VALUES = 0.75;
  private static final double BY_NAME = 0.85;

  /** Scores a pair by what its rows say. */
  static Scored of(KeyPair pair, Figures figures) {
    double standing = standing(pair.right());
    NameEvidence name = nameOf(pair);
    if (figures.isEmpty()) {
      return unseen(pair, name);
    }
    double fits =
        clamp((0.25 * figures.containment() + 0.75 * figures.matchedRows() - 0.5) / 0.5)
            * keyness(figures.right().uniqueness());
    Domain among = domain(pair, figures);
    double proof = among.proof(figures.left().distinct(), figures.containment(), figures.covered());
    double sure = combined(proof, name.score());
    double score = fits * sure * (name.score() >= NameEvidence.AGREES ? 1 : standing);
    if (!canJoin(pair) || Math.min(figures.left().distinct(), figures.right().distinct()) < 2) {
      score = Math.min(score, NOT_SURE);
    }
    return new Scored(rounded(score), name, reasons(pair, figures, name, among));
  }

  /** The most that a pair can come to, before its rows have met. */
  static double atMost(double proof, NameEvidence name, double standing) {
    return combined(proof, name.score()) * (name.score() >= NameEvidence.AGREES ? 1 : standing);
  }

  /** How much a key's name and place in its table are those of a key, from 0 to 1. */
  static double standing(JoinKey key) {
    Table table = key.table();
    KeyName name = KeyName.of(key.columns().getFirst().name());
    if (name.isOf(table.name())) {
      return 1;
    }
    if (name.isKey()) {
      return 0.9;
    }
    List<Table.Place> places = table.places();
    if (places.stream().anyMatch(each -> KeyName.of(each.name()).isKey())) {
      return 0.4;
    }
    return places.getFirst().equals(key.columns().getFirst()) ? 1 : 0.6;
  }

  private static double combined(double proof, double name) {
    return 1 - (1 - BY_VALUES * proof) * (1 - BY_NAME * name);
  }

  private static Scored unseen(KeyPair pair, NameEvidence name) {
    List<String> reasons = new ArrayList<>();
    reasons.add("There are no values to compare.");
    addName(name, reasons);
    addTypes(pair, reasons);
    return new Scored(rounded(UNSEEN * name.score()), name, reasons);
  }

  private static double keyness(double uniqueness) {
    return uniqueness >= 1 ? 1 : 0.95 * clamp((uniqueness - 0.5) / 0.5);
  }

  /** The first column's values; together with others they are too many for chance. */
  private static Domain domain(KeyPair pair, Figures figures) {
    Figures.Side right = figures.right();
    boolean isSingle = pair.right().columns().size() == 1;
    return Domain.of(
        pair.right().columns().getFirst().column().type(),
        right.distinct(),
        isSingle ? right.min() : null,
        isSingle ? right.max() : null);
  }

  private static NameEvidence nameOf(KeyPair pair) {
    NameEvidence least = null;
    for (int i = 0; i < pair.left().columns().size(); i++) {
      NameEvidence each =
          NameEvidence.of(
              Named.of(pair.left().table().name(), pair.left().columns().get(i).name()),
              Named.of(pair.right().table().name(), pair.right().columns().get(i).name()));
      least = least == null || each.score() < least.score() ? each : least;
    }
    return Objects.requireNonNull(least);
  }

  static boolean canJoin(KeyPair pair) {
    List<Table.Place> lefts = pair.left().columns();
    List<Table.Place> rights = pair.right().columns();
    for (int i = 0; i < lefts.size(); i++) {
      if (!Comparison.canJoin(lefts.get(i).column().type(), rights.get(i).column().type())) {
        return false;
      }
    }
    return true;
  }

  private static List<String> reasons(
      KeyPair pair, Figures figures, NameEvidence name, Domain among) {
    String left = pair.left().label();
    String right = pair.right().label();
    Figures.Side from = figures.left();
    Figures.Side to = figures.right();
    List<String> all = new ArrayList<>();
    all.add(
        String.format(
            Locale.ROOT,
            "%,d of the %,d different values of %s are in %s; %,d of %,d rows (%s) find a partner.",
            figures.matched(),
            from.distinct(),
            left,
            right,
            from.matched(),
            from.values(),
            percent(figures.matchedRows())));
    all.add(
        to.distinct() == to.values()
            ? String.format(Locale.ROOT, "%s is unique: %,d values.", right, to.distinct())
            : String.format(
                Locale.ROOT,
                "%s is not unique: %,d values in %,d rows; a row finds %s partners on average.",
                right,
                to.distinct(),
                to.values(),
                decimal(figures.fanOut())));
    addName(name, all);
    addTypes(pair, all);
    if (pair.right().columns().size() == 1 && among.isDense()) {
      all.add(
          "The values of %s leave no gaps between %s and %s: that others are among them proves"
                  .formatted(right, to.min(), to.max())
              + " little.");
    }
    if (from.nullShare() > 0) {
      all.add(
          String.format(
              Locale.ROOT,
              "%s has no value in %,d of %,d rows (%s).",
              left,
              from.rows() - from.values(),
              from.rows(),
              percent(from.nullShare())));
    }
    return all;
  }

  private static void addName(NameEvidence name, List<String> reasons) {
    if (!name.sentence().isEmpty()) {
      reasons.add(name.sentence());
    }
  }

  private static void addTypes(KeyPair pair, List<String> reasons) {
    if (!canJoin(pair)) {
      reasons.add("The types differ, so that one side needs a cast: " + types(pair) + ".");
    }
  }

  /** The types of both sides, for people. */
  static String types(KeyPair pair) {
    return types(pair.left()) + " and " + types(pair.right());
  }

  private static String types(JoinKey key) {
    return String.join(
        ", ", key.columns().stream().map(each -> each.column().type().name()).toList());
  }

  static String percent(double share) {
    return decimal(100 * share) + " %";
  }

  static String decimal(double value) {
    String text = String.format(Locale.ROOT, "%,.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static double clamp(double value) {
    return Math.clamp(value, 0.0, 1.0);
  }

  private static double rounded(double score) {
    return Math.round(score * 1000) / 1000.0;
  }

  static Level level(double score) {
    return score >= 0.8 ? Level.HIGH : score >= 0.5 ? Level.MEDIUM : Level.LOW;
  }
}
