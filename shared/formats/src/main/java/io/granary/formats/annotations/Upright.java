package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Rle;
import io.granary.formats.geometry.Turn;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns annotations that were made on pictures as they are stored. A file that declares the stored
 * size of a picture whose sides EXIF swaps was made so; where both sizes are the same, nobody can
 * tell, and the annotations are taken to be upright, as most tools make them.
 */
final class Upright {
  private final SampleIndex samples;
  private final BitSet stored = new BitSet();

  Upright(SampleIndex samples) {
    this.samples = samples;
  }

  /** Begins a file, which may declare other sizes than the last. */
  void begin() {
    stored.clear();
  }

  /** Compares the size that a file declares; the picture decides. */
  void declare(int sample, String imageId, int width, int height, IssueLog issues) {
    stored.clear(sample);
    int wide = samples.width(sample);
    int high = samples.height(sample);
    if (width <= 0 || height <= 0 || wide == 0 || width == wide && height == high) {
      return;
    }
    if (samples.orientation(sample) >= 5 && width == high && height == wide) {
      stored.set(sample);
      issues.add(
          IssueCode.COORDINATES_TURNED,
          samples.path(sample),
          "",
          "Declared %d x %d as it is stored, upright %d x %d".formatted(width, height, wide, high));
      return;
    }
    issues.add(
        IssueCode.IMAGE_SIZE_MISMATCH,
        samples.path(sample),
        "",
        "Image %s is declared %d x %d and is %d x %d"
            .formatted(imageId, width, height, wide, high));
  }

  boolean isTurned(int sample) {
    return stored.get(sample);
  }

  SourceAnnotation turn(SourceAnnotation source) {
    int sample = source.sample();
    if (!stored.get(sample) && !isStoredMask(sample, source.shape())) {
      return source;
    }
    Turn turn = Turn.to(samples.orientation(sample), samples.width(sample), samples.height(sample));
    Box box = source.box();
    return source.turned(box == null ? null : turn.box(box), turned(source.shape(), turn));
  }

  /** Whether a mask is of the size as the picture is stored, which then no box can hide. */
  private boolean isStoredMask(int sample, @Nullable Shape shape) {
    return shape != null
        && shape.type() == AnnotationType.MASK
        && samples.orientation(sample) >= 5
        && samples.width(sample) != samples.height(sample)
        && Geometry.parse(shape.type(), shape.geometry()) instanceof Mask(Rle rle)
        && rle.width() == samples.height(sample)
        && rle.height() == samples.width(sample);
  }

  private static @Nullable Shape turned(@Nullable Shape shape, Turn turn) {
    return shape == null
        ? null
        : Shape.of(Geometry.parse(shape.type(), shape.geometry()).turned(turn));
  }
}
