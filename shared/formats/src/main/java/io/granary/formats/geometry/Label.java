package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;

/** Nothing but the class: it holds for the whole sample. */
public record Label() implements OfSample {
  @Override
  public AnnotationType type() {
    return AnnotationType.CLASS;
  }

  @Override
  public void write(JsonGenerator json) {
    // It has no fields.
  }
}
