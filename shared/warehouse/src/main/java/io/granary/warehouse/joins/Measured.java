package io.granary.warehouse.joins;

import io.granary.warehouse.Table;
import java.util.Objects;

/**
 * A column that may be a key, and what one scan of its table says. Two are equal when they are the
 * same column.
 *
 * @param standing how much name and place are those of a key, from 0 to 1
 * @param values rows in which it is not null
 */
record Measured(
    Table table,
    Table.Place place,
    Named name,
    double standing,
    long rows,
    long values,
    Domain domain) {
  /** Below it a column tells no rows apart; estimates of distinct values are a little off. */
  private static final double NEARLY_UNIQUE = 0.93;

  static Measured of(Table table, Table.Place place, long rows, long values, Domain domain) {
    Named name = Named.of(table.name(), place.name());
    double standing = Scored.standing(JoinKey.of(table, place));
    return new Measured(table, place, name, standing, rows, values, domain);
  }

  double uniqueness() {
    return Figures.share(domain.distinct(), values);
  }

  boolean isNearlyUnique() {
    return uniqueness() >= NEARLY_UNIQUE;
  }

  boolean isEmpty() {
    return values == 0;
  }

  JoinKey key() {
    return JoinKey.of(table, place);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Measured measured
        && name.table().equals(measured.name.table())
        && name.column().equals(measured.name.column());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name.table(), name.column());
  }
}
