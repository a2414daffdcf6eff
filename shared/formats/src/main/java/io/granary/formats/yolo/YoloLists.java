package io.granary.formats.yolo;

import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.FileSink;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.SplitNames;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a list of images for each split. */
final class YoloLists {
  private static final String OTHER = "split_";

  private final AnnotatedSet set;
  private final SetSurvey survey;
  private final YoloVariant variant;
  private final Receipt receipt;

  YoloLists(AnnotatedSet set, SetSurvey survey, YoloVariant variant, Receipt receipt) {
    this.set = set;
    this.survey = survey;
    this.variant = variant;
    this.receipt = receipt;
  }

  /** Whether a label file at the top may have the name of a list. */
  static boolean mayBeName(String name) {
    return name.startsWith(OTHER)
        || name.startsWith("train")
        || name.startsWith("val")
        || name.startsWith("test");
  }

  /** Writes the lists, and gives their paths by splits. */
  Map<String, String> write(FileSink files) throws IOException {
    Map<String, String> lists = new LinkedHashMap<>();
    for (String split : survey.splits()) {
      if (isWritable(split)) {
        String name = SplitNames.of(split).isPresent() ? split : OTHER + lists.size();
        lists.put(split, survey.freeName(name));
      } else {
        receipt.lost("Splits that have no possible name were left out.");
      }
    }
    for (var list : lists.entrySet()) {
      try (Writer out = open(files, list.getValue())) {
        write(list.getKey(), out);
      }
    }
    return lists;
  }

  static Writer open(FileSink files, String path) throws IOException {
    return new BufferedWriter(new OutputStreamWriter(files.create(path), StandardCharsets.UTF_8));
  }

  private void write(String split, Writer out) throws IOException {
    int[] place = {0};
    set.forEach(
        sample -> {
          if (!survey.isSecond(place[0]++) && SetSurvey.split(sample).equals(split)) {
            out.write(variant == YoloVariant.DARKNET ? "" : "./");
            out.write(sample.path());
            out.write('\n');
          }
        });
  }

  private boolean isWritable(String split) {
    return variant == YoloVariant.DARKNET ? ObjData.mayBeKey(split) : !DataYaml.isOwn(split);
  }
}
