package io.granary.simulator;

import java.util.List;
import java.util.stream.Stream;

/** What happens to a call. "Before" and "after" say whether it has had its effect. */
enum Fault {
  NONE,
  /** It fails, as what remains after the client's own retries. */
  ERROR_BEFORE,
  /** It has happened and its caller is told that it failed. */
  ERROR_AFTER,
  /** The process dies. */
  CRASH_BEFORE,
  CRASH_AFTER,
  /** The call does not return until Lambda ends the process. */
  HANG_BEFORE,
  HANG_AFTER;

  private static final List<Fault> REAL =
      Stream.of(values()).filter(fault -> fault != NONE).toList();

  /** Any of those that are one. */
  static Fault anyOf(Choices choices) {
    return choices.of(REAL);
  }

  static List<Fault> real() {
    return REAL;
  }

  boolean hasEffect() {
    return this == NONE || this == ERROR_AFTER || this == CRASH_AFTER || this == HANG_AFTER;
  }

  boolean isBefore() {
    return this != NONE && !hasEffect();
  }

  boolean isError() {
    return this == ERROR_BEFORE || this == ERROR_AFTER;
  }

  boolean isCrash() {
    return this == CRASH_BEFORE || this == CRASH_AFTER;
  }
}
