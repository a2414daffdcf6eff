package io.granary.warehouse.joins;

/** Two keys with as many columns, the left of which may refer to the right. */
public record KeyPair(JoinKey left, JoinKey right) {
  /**
   * A pair to compare.
   *
   * @throws IllegalArgumentException when the keys have not as many columns
   */
  public KeyPair {
    if (left.columns().size() != right.columns().size()) {
      throw new IllegalArgumentException(
          "Cannot compare %s with %s: one has more columns".formatted(left.label(), right.label()));
    }
  }

  /** Both sides, for people. */
  public String label() {
    return left.label() + " = " + right.label();
  }

  /** The same seen from the other side. */
  public KeyPair turned() {
    return new KeyPair(/* left= */ right, /* right= */ left);
  }

  Comparison form(int part) {
    return Comparison.of(
        left.columns().get(part).column().type(), right.columns().get(part).column().type());
  }

  /** Whether there is a form in which all columns can be compared, if only with a cast. */
  boolean isComparable() {
    for (int i = 0; i < left.columns().size(); i++) {
      if (form(i) == Comparison.NONE) {
        return false;
      }
    }
    return true;
  }
}
