package io.granary.formats.dice;

import java.util.List;
import java.util.Locale;

/** What a file annotates, as its name says it or it says itself. */
final class DiceTask {
  /** Whole images. */
  static final String CLASSIFICATION = "classification";

  /** Of an annotation that several files have, the first of these says the most. */
  static final List<String> NAMES = List.of("pose", "segmentation", "detection", CLASSIFICATION);

  private DiceTask() {}

  /** As in annotations_detection.json; empty for annotations.json and other names. */
  static String ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (String task : NAMES) {
      if (name.equals("annotations_" + task + ".json")) {
        return task;
      }
    }
    return "";
  }

  /** Whether an annotation without any geometry is a class of its image. */
  static boolean of(DiceSurvey survey, String fileName) {
    if (!survey.task().isEmpty()) {
      return survey.task().contains(CLASSIFICATION);
    }
    String named = ofName(fileName);
    return named.isEmpty() ? !survey.hasGeometry() : named.equals(CLASSIFICATION);
  }
}
