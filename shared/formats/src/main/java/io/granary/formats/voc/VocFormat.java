package io.granary.formats.voc;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.Scout;
import org.jspecify.annotations.Nullable;

/**
 * Pascal VOC: an XML file with the boxes of each image, in {@code Annotations} or beside the image;
 * lists of the splits in {@code ImageSets}; masks in {@code SegmentationClass} and {@code
 * SegmentationObject}.
 */
public final class VocFormat implements AnnotationFormat {
  static final String NAME = "voc";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return hint == null ? new VocScout() : VocScout.asked();
  }
}
