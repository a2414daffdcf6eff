package io.granary.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether somebody stands by an annotation; written in lower case. */
public enum AnnotationState {
  DRAFT,
  CONFIRMED;

  /** The state of a name; empty when it names none. */
  public static Optional<AnnotationState> of(String name) {
    return Arrays.stream(values()).filter(state -> state.toString().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
