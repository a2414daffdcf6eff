package io.granary.formats.yolo;

import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.annotations.SplitNames;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Reads a set of label files, with the files beside them. */
final class YoloReader implements AnnotationReader {
  private final YoloConfigs configs;
  private final YoloVariants variants;
  private final String format;
  private final List<String> doubts;
  private final SampleIndex samples;

  YoloReader(
      YoloConfigs configs,
      YoloVariants variants,
      String format,
      List<String> doubts,
      SampleIndex samples) {
    this.configs = configs;
    this.variants = variants;
    this.format = format;
    this.doubts = List.copyOf(doubts);
    this.samples = samples;
  }

  @Override
  public boolean uses(String path) {
    return configs.isSide(path)
        || LabelPlaces.isText(path)
            && (LabelPlaces.exactSample(samples, path, YoloVariant.DETECT) != SampleIndex.NONE
                || LabelPlaces.isInLabelFolder(path) && !LabelPlaces.isDocument(path)
                || samples.findStem(LabelPlaces.imageStem(path), path) != SampleIndex.NONE);
  }

  @Override
  public void read(SetFiles files, AnnotationImport target) throws IOException {
    var splits = new YoloSplits(target, format);
    splits.give(configs, files);
    var labels = new LabelFiles(configs, variants, doubts, target);
    files.read(
        file -> LabelPlaces.isText(file.path()) && !configs.isSide(file.path()),
        (file, content) -> read(file, content, labels, splits, files));
    labels.end();
  }

  private void read(
      SetFile file, Content content, LabelFiles labels, YoloSplits splits, SetFiles files)
      throws IOException {
    int sample =
        LabelPlaces.sample(samples, files, file.path(), variants.of(configs.yaml(file.path())));
    if (sample == SampleIndex.NONE && looseSplit(file, content)) {
      splits.give(file, content, LabelPlaces.withoutSuffix(file.name()).toLowerCase(Locale.ROOT));
    } else {
      labels.read(file, content, sample);
    }
  }

  /** Whether a file has the name of a split and begins with a path of an image. */
  private boolean looseSplit(SetFile file, Content content) throws IOException {
    return configs.lists().isEmpty()
        && SplitNames.of(LabelPlaces.withoutSuffix(file.name())).isPresent()
        && SmallText.head(content, 8192)
            .lines()
            .findFirst()
            .filter(line -> SetPaths.sample(samples, line, file.path()) != SampleIndex.NONE)
            .isPresent();
  }
}
