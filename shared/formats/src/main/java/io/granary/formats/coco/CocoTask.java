package io.granary.formats.coco;

import io.granary.domain.AnnotationType;

/** The kinds of file that a set is written to, each with the annotations that it can hold. */
enum CocoTask {
  INSTANCES("instances"),
  PERSON_KEYPOINTS("person_keypoints"),
  CAPTIONS("captions"),
  LABELS("labels");

  private final String word;

  CocoTask(String word) {
    this.word = word;
  }

  static CocoTask of(AnnotationType type) {
    return switch (type) {
      case KEYPOINTS -> PERSON_KEYPOINTS;
      case CAPTION -> CAPTIONS;
      case CLASS -> LABELS;
      case BBOX, POLYGON, MASK, ROTATED_BBOX, POLYLINE, CIRCLE -> INSTANCES;
    };
  }

  /** The file of a split. */
  String path(String split) {
    return "annotations/%s_%s.json".formatted(word, split.replaceAll("[^\\p{L}\\p{N}_-]", "-"));
  }
}
