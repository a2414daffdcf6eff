package io.granary.formats.annotations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sample with its annotations, in the order in which they are to be written.
 *
 * @param split null when it has none
 * @param width upright pixels; 0 when unknown
 */
public record AnnotatedSample(
    String path,
    @Nullable String split,
    int width,
    int height,
    List<WrittenAnnotation> annotations) {
  public AnnotatedSample {
    annotations = List.copyOf(annotations);
  }
}
