package io.granary.formats.coco;

import io.granary.formats.annotations.SplitNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the usual names of files say: instances_train2017, person_keypoints_val, _annotations. */
final class CocoNames {
  private static final String INSTANCES = "instances";
  private static final List<String> TASKS =
      List.of(
          "person_keypoints", "stuff", "panoptic", "captions", "labels", "image_info", INSTANCES);

  private CocoNames() {}

  /** What a file annotates. */
  static String task(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TASKS.stream().filter(lower::startsWith).findFirst().orElse(INSTANCES);
  }

  /** The split that a name says, whose last four digits are a year. */
  static Optional<String> split(String name) {
    String stem = name.toLowerCase(Locale.ROOT).replaceAll("\\.[^.]*$", "");
    String last = stem.substring(Math.max(stem.lastIndexOf('_'), stem.lastIndexOf('-')) + 1);
    return SplitNames.of(last.replaceAll("[0-9]{4}$", ""));
  }
}
