package io.granary.formats.yolo;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rows of a set say, and where its files lie. */
enum YoloVariant {
  /** Boxes, with obj.data and the labels beside the images. */
  DARKNET,
  /** Boxes. */
  DETECT,
  /** Outlines. */
  SEGMENT,
  /** Boxes at any angle, by their four corners. */
  OBB,
  /** Boxes with keypoints. */
  POSE;

  /** The name that reports have for it. */
  String format() {
    return YoloFormat.NAME + "_" + name().toLowerCase(Locale.ROOT);
  }

  /** The variant of a name in reports. */
  static Optional<YoloVariant> ofFormat(@Nullable String format) {
    for (YoloVariant variant : values()) {
      if (variant.format().equals(format)) {
        return Optional.of(variant);
      }
    }
    return Optional.empty();
  }

  /** The variant of a task as Ultralytics names it. */
  static Optional<YoloVariant> ofTask(String task) {
    return ofFormat(YoloFormat.NAME + "_" + task.strip().toLowerCase(Locale.ROOT))
        .filter(variant -> variant != DARKNET);
  }
}
