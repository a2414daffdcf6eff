package io.granary.formats.annotations;

import org.jspecify.annotations.Nullable;

/**
 * How well a set fits a format.
 *
 * @param format the format, or the variant of it that was found
 * @param confidence 0 when the set is not of it, 1 when there is no doubt
 * @param reason why it is not of the format, or what speaks for it; a clause without a full stop
 * @param reader reads the set; null when it is not of the format
 */
public record Match(
    String format, double confidence, String reason, @Nullable AnnotationReader reader) {
  public Match {
    if (confidence < 0 || confidence > 1 || confidence > 0 != (reader != null)) {
      throw new IllegalArgumentException("Cannot be %f sure of %s".formatted(confidence, format));
    }
  }

  /** The set is not of the format. */
  public static Match none(String format, String reason) {
    return new Match(format, 0, reason, null);
  }
}
