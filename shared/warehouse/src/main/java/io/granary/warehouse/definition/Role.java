package io.granary.warehouse.definition;

import java.util.Locale;

/** What a column means to a model. */
public enum Role {
  USER_ID,
  PRODUCT_ID,
  /** When it happened. */
  TIMESTAMP,
  /** What it brought in. */
  REVENUE,
  CATEGORY,
  QUANTITY,
  RATING,
  SESSION_ID;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
