package io.granary.api;

import io.granary.domain.DatasetName;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds names that nobody has yet. */
public final class FreeName {
  private FreeName() {}

  /**
   * Whether a name is among others, without case.
   *
   * @param taken in small letters
   */
  public static boolean isTaken(String name, Collection<String> taken) {
    return taken.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The name with the first number behind it that makes it free.
   *
   * @param taken all names that begin like it, in small letters
   * @return empty when it would be too long
   */
  public static Optional<String> like(String name, Collection<String> taken) {
    Set<String> all = new HashSet<>(taken);
    for (int number = 2; number <= all.size() + 2; number++) {
      String candidate = name + "-" + number;
      if (!isTaken(candidate, all)) {
        return DatasetName.problem(candidate).isEmpty() ? Optional.of(candidate) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
