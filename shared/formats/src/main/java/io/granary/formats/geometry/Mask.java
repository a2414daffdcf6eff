package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import java.io.IOException;
import java.util.Optional;

/** The pixels of an object, of the whole image's size. */
public record Mask(Rle rle) implements Geometry {
  @Override
  public AnnotationType type() {
    return AnnotationType.MASK;
  }

  @Override
  public Optional<Box> box() {
    return Optional.of(rle.box());
  }

  @Override
  public boolean isFinite() {
    return true;
  }

  @Override
  public Geometry turned(Turn turn) {
    return new Mask(turn.mask(rle));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeFieldName("size");
    json.writeArray(new int[] {rle.height(), rle.width()}, 0, 2);
    json.writeStringField("counts", rle.compressed());
  }
}
