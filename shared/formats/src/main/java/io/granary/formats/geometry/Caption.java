package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import java.io.IOException;

/** A sentence about the whole sample. */
public record Caption(String text) implements OfSample {
  public Caption {
    // PostgreSQL has no NUL in texts.
    text = text.replace("\0", "");
  }

  @Override
  public AnnotationType type() {
    return AnnotationType.CAPTION;
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStringField("text", text);
  }
}
