package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.util.Optional;

/** Nothing but the class: it holds for the whole sample. */
public record Label() implements Geometry {
  @Override
  public AnnotationType type() {
    return AnnotationType.CLASS;
  }

  @Override
  public Optional<Box> box() {
    return Optional.empty();
  }

  @Override
  public boolean isFinite() {
    return true;
  }

  @Override
  public Geometry turned(Turn turn) {
    return this;
  }

  @Override
  public void write(JsonGenerator json) {
    // It has no fields.
  }
}
