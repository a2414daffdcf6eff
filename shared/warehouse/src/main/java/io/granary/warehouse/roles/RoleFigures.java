package io.granary.warehouse.roles;

import io.granary.warehouse.definition.Role;
import io.granary.warehouse.statistics.ColumnStatistics;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well a column's figures, from 0 to 1, fit a role, and what they say.
 *
 * @param share 1 when they speak against nothing
 */
record RoleFigures(double share, List<String> reasons) {
  private static final double UNIQUE = 0.999;
  private static final double MANY_NULLS = 0.01;

  /** Reads figures; null for none. */
  static RoleFigures of(Role role, @Nullable ColumnStatistics figures) {
    if (figures == null) {
      return new RoleFigures(1, List.of());
    }
    if (figures.rowCount() == 0) {
      return one(0.5, "The table has no rows.");
    }
    long values = figures.rowCount() - figures.nullCount();
    if (values == 0) {
      return new RoleFigures(0.1, List.of("It has no values."));
    }
    RoleFigures by =
        switch (role) {
          case USER_ID, PRODUCT_ID, SESSION_ID -> id(figures, values);
          case TIMESTAMP -> timestamp(figures);
          case REVENUE -> revenue(figures);
          case QUANTITY -> quantity(figures);
          case RATING -> rating(figures);
          case CATEGORY -> category(figures, values);
        };
    if (figures.nullShare() <= MANY_NULLS) {
      return by;
    }
    return new RoleFigures(
        by.share * (1 - 0.5 * figures.nullShare()),
        List.of(
            by.reasons.getFirst(),
            String.format(
                Locale.ROOT, "%.1f %% of its rows have no value.", 100 * figures.nullShare())));
  }

  private static RoleFigures id(ColumnStatistics figures, long values) {
    Long distinct = figures.distinct();
    if (distinct == null) {
      return one(0.8, "Its values were not counted.");
    }
    if (distinct <= 1) {
      return one(0.5, "It has one value only.");
    }
    Double uniqueness = figures.uniqueness();
    if (uniqueness != null && uniqueness >= UNIQUE) {
      return one(
          0.6,
          String.format(
              Locale.ROOT,
              "Every row has another value, as the key of its own table: %,d.",
              distinct));
    }
    return one(
        1, String.format(Locale.ROOT, "%,d different values in %,d rows.", distinct, values));
  }

  private static RoleFigures timestamp(ColumnStatistics figures) {
    Long days = figures.rangeDays();
    if (days == null) {
      return one(1, "Its days were not counted.");
    }
    Long distinct = figures.distinct();
    if (distinct != null && distinct <= 1) {
      return one(0.5, "It has one value only.");
    }
    return one(
        1,
        String.format(
            Locale.ROOT, "It spans %,d days, from %s to %s.", days, figures.min(), figures.max()));
  }

  private static RoleFigures revenue(ColumnStatistics figures) {
    Double mean = figures.mean();
    if (isConstant(figures)) {
      return one(0.5, "It has one value only.");
    }
    if (mean != null && mean < 0) {
      return one(0.4, String.format(Locale.ROOT, "Its mean is negative: %.2f.", mean));
    }
    return one(1, range(figures));
  }

  private static RoleFigures quantity(ColumnStatistics figures) {
    Double mean = figures.mean();
    if (mean != null && (mean < 0 || mean > 10_000)) {
      return one(
          0.5, String.format(Locale.ROOT, "Its mean is %.2f, which is odd for a quantity.", mean));
    }
    return one(1, range(figures));
  }

  private static RoleFigures rating(ColumnStatistics figures) {
    Double min = number(figures.min());
    Double max = number(figures.max());
    Long distinct = figures.distinct();
    if (min == null || max == null) {
      return one(0.8, "Its values were not measured.");
    }
    if (min < -10 || max > 100) {
      return one(0.2, range(figures) + " Ratings have a small range.");
    }
    boolean isScale = max <= 10 && distinct != null && distinct <= 101;
    return one(isScale ? 1 : 0.7, range(figures));
  }

  private static RoleFigures category(ColumnStatistics figures, long values) {
    Long distinct = figures.distinct();
    if (distinct == null) {
      return one(0.8, "Its values were not counted.");
    }
    String reason =
        String.format(Locale.ROOT, "%,d different values in %,d rows.", distinct, values);
    if (distinct <= 1) {
      return one(0.5, "It has one value only.");
    }
    boolean isOften = values >= 2 * distinct || values <= 50;
    return one(isOften && distinct <= 10_000 ? 1 : 0.4, reason);
  }

  private static boolean isConstant(ColumnStatistics figures) {
    Long distinct = figures.distinct();
    return distinct != null && distinct <= 1;
  }

  private static String range(ColumnStatistics figures) {
    Double mean = figures.mean();
    return mean == null
        ? String.format(Locale.ROOT, "Its values are from %s to %s.", figures.min(), figures.max())
        : String.format(
            Locale.ROOT,
            "Its values are from %s to %s, %.2f on average.",
            figures.min(),
            figures.max(),
            mean);
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value instanceof Number number ? (Double) number.doubleValue() : null;
  }

  private static RoleFigures one(double share, String reason) {
    return new RoleFigures(share, List.of(reason));
  }
}
