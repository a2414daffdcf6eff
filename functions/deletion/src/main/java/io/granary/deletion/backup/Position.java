package io.granary.deletion.backup;

import org.jspecify.annotations.Nullable;

/**
 * Where the writing of an archive goes on: after an entry, before the next one.
 *
 * @param after the last thing of the stage that is written; null at its beginning
 * @param number how many entries the stage has written, where they are numbered
 */
record Position(Stage stage, @Nullable String after, int number) {
  /** What an archive has, in this order. */
  enum Stage {
    MANIFEST,
    /** After is the id of a sample. */
    SAMPLES,
    /** After is a path. */
    FILES,
    CLASSES,
    /** After is the id of a sample. */
    ANNOTATIONS,
    /** After is the entry of a table. */
    TABLES,
    CHECKSUMS,
    DIRECTORY
  }

  static final Position START = at(Stage.MANIFEST);

  /** The beginning of a stage. */
  static Position at(Stage stage) {
    return new Position(stage, null, 0);
  }

  static Position after(Stage stage, String last) {
    return new Position(stage, last, 0);
  }
}
