package io.granary.formats.yolo;

import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.List;

/** Reads the first rows of some files, to see whether they are labels. */
final class LabelSurvey {
  private static final int HEAD_BYTES = 64 << 10;
  private static final int HEAD_LINES = 200;

  private final SetFiles files;
  private final SampleIndex samples;
  private final YoloConfigs configs;
  private final RowShapes shapes = new RowShapes();
  private String first = "";
  private String prose = "";
  private int labels;
  private int others;

  LabelSurvey(SetFiles files, SampleIndex samples, YoloConfigs configs) {
    this.files = files;
    this.samples = samples;
    this.configs = configs;
  }

  void read(List<SetFile> some) throws IOException {
    for (SetFile file : some) {
      if (!configs.isSide(file.path())) {
        read(file);
      }
    }
  }

  /** Whether a text begins with rows; a broken one here and there does not matter. */
  static boolean areRows(String text) {
    long lines = 0;
    long plausible = 0;
    for (String line : text.lines().limit(HEAD_LINES).toList()) {
      if (!line.isBlank()) {
        lines++;
        plausible += LabelRow.of(line).isPlausible() ? 1 : 0;
      }
    }
    return plausible > 0 && plausible * 2 >= lines;
  }

  /** Whether half of the files or more have rows. */
  boolean areRows() {
    return labels > 0 && labels >= others;
  }

  boolean hasProse() {
    return others > 0 && labels == 0;
  }

  RowShapes shapes() {
    return shapes;
  }

  /** Path of one of the label files; empty when there is none. */
  String first() {
    return first;
  }

  String whyNot() {
    return prose.isEmpty()
        ? "there are no label files with rows of numbers"
        : "%s has no rows of a class and numbers from 0 to 1".formatted(prose);
  }

  private void read(SetFile file) throws IOException {
    String head = SmallText.head(files.content(file), HEAD_BYTES);
    if (head.isBlank()) {
      return;
    }
    int sample = LabelPlaces.exactSample(samples, file.path(), YoloVariant.DETECT);
    if (!areRows(head)) {
      // Texts beside the labels are not counted where they can be no labels.
      if (sample != SampleIndex.NONE || !LabelPlaces.isDocument(file.path())) {
        others++;
        prose = file.path();
      }
      return;
    }
    labels++;
    first = first.isEmpty() ? file.path() : first;
    boolean isSized = sample != SampleIndex.NONE && samples.width(sample) > 0;
    head.lines()
        .limit(HEAD_LINES)
        .map(LabelRow::of)
        .filter(LabelRow::isPlausible)
        .forEach(
            row ->
                shapes.see(
                    row,
                    isSized ? samples.width(sample) : 1,
                    isSized ? samples.height(sample) : 1));
  }
}
