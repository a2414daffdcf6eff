package io.granary.ingest;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.formats.Formats;
import io.granary.storage.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a drop says that its annotations are to be read as: user metadata of the dropped file, or of
 * the mark of a folder.
 */
final class DropFormat {
  /** The header is {@code x-amz-meta-annotation-format}. */
  static final String METADATA = "annotation-format";

  private static final int MOST_SHOWN = 40;

  private DropFormat() {}

  /** What an object says, whatever it is; null when it says nothing. */
  static @Nullable String said(Objects.Stat stat) {
    return stat.metadata().get(METADATA);
  }

  /**
   * What an object says.
   *
   * @throws GranaryException VALIDATION_FAILED when it is no format that can be asked for
   */
  static @Nullable String of(Objects.Stat stat) {
    String said = said(stat);
    if (said != null && !Formats.hints().contains(said)) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the drop: its metadata %s must be one of %s, and is '%s'."
              .formatted(
                  METADATA,
                  String.join(", ", Formats.hints()),
                  said.substring(0, Math.min(said.length(), MOST_SHOWN))));
    }
    return said;
  }
}
