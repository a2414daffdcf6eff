package io.granary.domain;

import java.text.Normalizer;
import java.util.Optional;

/** The rules of dataset names, which names of models follow too. */
public final class DatasetName {
  /** The most characters of a name. */
  public static final int MAX_LENGTH = 100;

  private DatasetName() {}

  /** The name as it is stored: without blanks around it, in Unicode form NFC. */
  public static String normalized(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
  }

  /** What is wrong with a normalized name; empty when nothing is. */
  public static Optional<String> problem(String name) {
    int length = name.codePointCount(0, name.length());
    if (length < 1 || length > MAX_LENGTH) {
      return Optional.of("must have 1 to " + MAX_LENGTH + " characters");
    }
    if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\')) {
      return Optional.of("must not hold control characters, '/' or '\\'");
    }
    return Optional.empty();
  }
}
