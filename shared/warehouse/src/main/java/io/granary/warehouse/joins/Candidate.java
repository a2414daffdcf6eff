package io.granary.warehouse.joins;

import io.granary.warehouse.ColumnType;

/**
 * A pair that its rows may prove.
 *
 * @param atMost the score that it comes to when all left values are in the right column
 */
record Candidate(Measured left, Measured right, NameEvidence name, double atMost) {
  /** Scores under this are not told. */
  static final double LEAST = 0.2;

  /** Values alone that come to less are not looked at: they cost more than they tell. */
  private static final double LEAST_UNNAMED = 0.4;

  /** Fewer values than this share of the left ones can never hold enough of them. */
  private static final double ROOM = 0.45;

  static Candidate of(Measured left, Measured right) {
    NameEvidence name = NameEvidence.of(left.name(), right.name());
    double covered =
        Math.min(1.0, Figures.share(left.domain().distinct(), right.domain().distinct()));
    double proof = right.domain().proof(left.domain().distinct(), 1, covered);
    return new Candidate(left, right, name, Scored.atMost(proof, name, right.standing()));
  }

  KeyPair pair() {
    return new KeyPair(left.key(), right.key());
  }

  boolean isNamed() {
    return name.score() >= NameEvidence.AGREES;
  }

  /** Whether names alone speak for it, because a side has no values. */
  boolean isUnseen() {
    return left.isEmpty() || right.isEmpty();
  }

  /** Whether it is worth a look at the rows, or at least at the names where there are none. */
  boolean isPossible() {
    if (isUnseen()) {
      return name.score() >= 0.8 && right.name().isOwn();
    }
    if (atMost < LEAST) {
      return false;
    }
    return isNamed() || isPossibleWithoutName();
  }

  private boolean isPossibleWithoutName() {
    boolean isLeftOwnKey = left.isNearlyUnique() && left.name().isOwn();
    return Scored.canJoin(pair())
        && atMost >= LEAST_UNNAMED
        && !left.domain().isLongerThan(right.domain())
        && right.isNearlyUnique()
        && right.domain().distinct() > 1
        && !left.domain().isTruth()
        && !isLeftOwnKey;
  }

  /** Whether types, ends and numbers of values allow that most left values are in the right one. */
  static boolean fits(Measured left, Measured right) {
    if (left.isEmpty() || right.isEmpty()) {
      return true;
    }
    ColumnType from = left.place().column().type();
    ColumnType to = right.place().column().type();
    return Comparison.of(from, to) != Comparison.NONE
        && right.uniqueness() > 0.5
        && right.domain().distinct() >= ROOM * left.domain().distinct()
        && !left.domain().isApartFrom(right.domain());
  }

  /** Whether another is the same pair the other way round. */
  boolean isTurned(Candidate other) {
    return left.equals(other.right) && right.equals(other.left);
  }
}
