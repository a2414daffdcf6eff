package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.Optional;

/** A sentence about the whole sample. */
public record Caption(String text) implements Geometry {
  public Caption {
    // PostgreSQL has no NUL in texts.
    text = text.replace("\0", "");
  }

  @Override
  public AnnotationType type() {
    return AnnotationType.CAPTION;
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
  public void write(JsonGenerator json) throws IOException {
    json.writeStringField("text", text);
  }
}
