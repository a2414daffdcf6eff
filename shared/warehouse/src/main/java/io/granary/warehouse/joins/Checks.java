package io.granary.warehouse.joins;

import io.granary.warehouse.joins.DetectedJoin.Level;
import io.granary.warehouse.joins.JoinCheck.Issue;
import io.granary.warehouse.joins.JoinCheck.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what is to be known about a join that somebody made. */
final class Checks {
  private static final double FEW = 0.5;

  private Checks() {}

  static JoinCheck incomparable(KeyPair pair) {
    String message = mismatch(pair);
    return new JoinCheck(
        "left",
        0,
        Level.LOW,
        List.of(message),
        null,
        0,
        List.of(new Issue(Kind.TYPE_MISMATCH, message)));
  }

  static JoinCheck of(KeyPair pair, Figures figures) {
    Scored forth = Scored.of(pair, figures);
    Scored back = Scored.of(pair.turned(), figures.turned());
    Scored better = back.score() > forth.score() ? back : forth;
    return new JoinCheck(
        figures.joinType(),
        better.score(),
        Scored.level(better.score()),
        better.reasons(),
        figures.evidence(),
        figures.joinedRows(),
        issues(pair, figures));
  }

  private static List<Issue> issues(KeyPair pair, Figures figures) {
    List<Issue> issues = new ArrayList<>();
    if (!Scored.canJoin(pair)) {
      issues.add(new Issue(Kind.TYPE_MISMATCH, mismatch(pair)));
    }
    Figures.Side left = figures.left();
    String names = pair.left().label() + " and " + pair.right().label();
    if (figures.isEmpty()) {
      JoinKey empty = left.values() == 0 ? pair.left() : pair.right();
      issues.add(new Issue(Kind.NO_VALUES, empty.label() + " has no values."));
    } else if (figures.matched() == 0) {
      issues.add(new Issue(Kind.NO_MATCH, names + " have no value in common."));
    } else if (figures.matchedRows() < FEW) {
      issues.add(
          new Issue(
              Kind.FEW_MATCHES,
              String.format(
                  Locale.ROOT,
                  "Only %,d of %,d rows of %s (%s) find a partner.",
                  left.matched(),
                  left.values(),
                  pair.left().label(),
                  Scored.percent(figures.matchedRows()))));
    }
    if (figures.joinedRows() > left.matched()) {
      issues.add(
          new Issue(
              Kind.FAN_OUT,
              String.format(
                  Locale.ROOT,
                  "The join multiplies rows: %,d rows of %s that find a partner become %,.0f.",
                  left.matched(),
                  pair.left().label(),
                  figures.joinedRows())));
    }
    return issues;
  }

  private static String mismatch(KeyPair pair) {
    return "%s and %s cannot be compared as they are: their types are %s."
        .formatted(pair.left().label(), pair.right().label(), Scored.types(pair));
  }
}
