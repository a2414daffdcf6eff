package io.granary.warehouse.joins;

import io.granary.warehouse.joins.DetectedJoin.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all rows of two tables say about a pair of keys.
 *
 * @param matched different values that both sides have
 * @param joinedRows rows of the inner join
 */
record Figures(Side left, Side right, long matched, double joinedRows) {
  /**
   * One side of a pair.
   *
   * @param values rows whose key has no null
   * @param matched rows that have a partner
   * @param min of the key's first column
   */
  record Side(
      long rows,
      long values,
      long distinct,
      long matched,
      @Nullable String min,
      @Nullable String max) {
    double uniqueness() {
      return share(distinct, values);
    }

    double nullShare() {
      return share(rows - values, rows);
    }
  }

  /** Reads a row of {@link PairSql}, from its second value on. */
  static Figures read(List<? extends @Nullable Object> row) {
    return new Figures(
        side(row.subList(1, 7)),
        side(row.subList(7, 13)),
        MeasureSql.number(row.get(13)),
        row.get(14) instanceof Number joined ? joined.doubleValue() : 0);
  }

  /** The figures of a pair of which a side has no values, so that nothing was compared. */
  static Figures unseen(Candidate candidate) {
    return new Figures(unseen(candidate.left()), unseen(candidate.right()), 0, 0);
  }

  private static Side unseen(Measured side) {
    Domain domain = side.domain();
    return new Side(side.rows(), side.values(), domain.distinct(), 0, domain.min(), domain.max());
  }

  private static Side side(List<? extends @Nullable Object> row) {
    return new Side(
        MeasureSql.number(row.get(0)),
        MeasureSql.number(row.get(1)),
        MeasureSql.number(row.get(2)),
        MeasureSql.number(row.get(3)),
        MeasureSql.text(row.get(4)),
        MeasureSql.text(row.get(5)));
  }

  Figures turned() {
    return new Figures(/* left= */ right, /* right= */ left, matched, joinedRows);
  }

  boolean isEmpty() {
    return left.values() == 0 || right.values() == 0;
  }

  double containment() {
    return share(matched, left.distinct());
  }

  double covered() {
    return share(matched, right.distinct());
  }

  double matchedRows() {
    return share(left.matched(), left.values());
  }

  double fanOut() {
    return left.matched() == 0 ? 0 : joinedRows / left.matched();
  }

  /** inner when every left row has a partner, else left. */
  String joinType() {
    return left.rows() > 0 && left.matched() == left.rows() ? "inner" : "left";
  }

  Evidence evidence() {
    return new Evidence(
        containment(),
        covered(),
        matchedRows(),
        left.uniqueness(),
        right.uniqueness(),
        left.nullShare(),
        right.nullShare(),
        fanOut(),
        cardinality());
  }

  private String cardinality() {
    return many(left) + "_to_" + many(right);
  }

  private static String many(Side side) {
    return side.distinct() == side.values() ? "one" : "many";
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : Math.clamp((double) part / whole, 0.0, 1.0);
  }
}
