package io.granary.domain;

import java.util.Locale;

/** What somebody may do with a dataset; each role may also do what the ones before it may. */
public enum DatasetRole {
  VIEWER,
  EDITOR,
  OWNER;

  public boolean includes(DatasetRole other) {
    return compareTo(other) >= 0;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #toString()} writes. */
  public static DatasetRole of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
