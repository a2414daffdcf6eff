package io.granary.formats.annotations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to write annotations down, as it is found in files. */
public interface AnnotationFormat {
  /** Its name in reports: lower case with underscores. */
  String name();

  /**
   * What a request may ask for to have it, its name among them: such as the tasks between which the
   * files alone cannot decide.
   */
  default List<String> hints() {
    return List.of(name());
  }

  /** Whether a set says itself that it is of the format, and then is of no other. */
  default boolean isDeclared() {
    return false;
  }

  /**
   * Begins to look at a set.
   *
   * @param hint one of {@link #hints} when somebody has asked for it
   */
  Scout scout(@Nullable String hint);
}
