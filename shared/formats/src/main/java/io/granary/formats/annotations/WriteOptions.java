package io.granary.formats.annotations;

/**
 * What a writer is asked for.
 *
 * @param ids which numbers classes and annotations get
 */
public record WriteOptions(Ids ids) {
  /** Numbers of classes and annotations. */
  public enum Ids {
    /** As the format counts: from 0 or from 1. */
    COUNTED,
    /** Those that the source had, where it had numbers that the format can hold. */
    KEPT
  }

  public static final WriteOptions DEFAULT = new WriteOptions(Ids.COUNTED);
}
