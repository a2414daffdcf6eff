package io.granary.formats.yolo;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.Scout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * YOLO: a text file of rows for each image. The hints name the variants, as the rows of outlines
 * and of boxes at any angle may look the same.
 */
public final class YoloFormat implements AnnotationFormat {
  static final String NAME = "yolo";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> hints() {
    return Stream.concat(
            Stream.of(NAME), Arrays.stream(YoloVariant.values()).map(YoloVariant::format))
        .toList();
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return new YoloScout(hint);
  }
}
