package io.granary.warehouse.definition;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Everything that is wrong with a definition, so that it is told at once. */
final class Problems {
  /** An answer names no more. */
  private static final int MAX = 100;

  private final List<Violation> violations = new ArrayList<>();
  private final Set<Code> codes = EnumSet.noneOf(Code.class);

  void add(String pointer, String message) {
    add(Code.VALIDATION_FAILED, pointer, message);
  }

  void addJoin(String pointer, String message) {
    add(Code.JOIN_INVALID, pointer, message);
  }

  /** A feature at a pointer needs a role. */
  void addRole(String pointer, Role role) {
    add(
        Code.ROLE_REQUIRED,
        pointer,
        "needs a column with the role %s; give one in column_mapping".formatted(role));
  }

  private void add(Code code, String pointer, String message) {
    codes.add(code);
    if (violations.size() < MAX) {
      violations.add(new Violation(pointer, message));
    }
  }

  boolean isEmpty() {
    return violations.isEmpty();
  }

  /**
   * Ends with what was found.
   *
   * @throws GranaryException when there is anything
   */
  void check() {
    if (!violations.isEmpty()) {
      throw new GranaryException(
          codes.size() == 1 ? codes.iterator().next() : Code.VALIDATION_FAILED,
          "Cannot take the definition: %d problem(s) found.".formatted(violations.size()),
          violations);
    }
  }

  /** A name as a message shows it: not endless, and on one line. */
  static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "\uFFFD");
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }
}
