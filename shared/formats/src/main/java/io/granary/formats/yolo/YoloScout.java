package io.granary.formats.yolo;

import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files beside the labels, and at the first rows of some label files from all over the
 * set.
 */
final class YoloScout implements Scout {
  private final @Nullable String hint;
  private final LikeliestSides sides = new LikeliestSides();
  private final FileSample inLabelFolders = new FileSample();
  private final FileSample elsewhere = new FileSample();

  YoloScout(@Nullable String hint) {
    this.hint = hint;
  }

  @Override
  public void see(SetFile file) {
    String name = file.name();
    if (NamesFile.is(name) || DataYaml.is(name) || ObjData.is(name)) {
      sides.see(file);
    } else if (LabelPlaces.isText(name)) {
      (LabelPlaces.isInLabelFolder(file.path()) ? inLabelFolders : elsewhere).see(file);
    }
  }

  @Override
  public Match conclude(SetFiles files, SampleIndex samples) throws IOException {
    YoloConfigs configs = YoloConfigs.read(files, sides.files());
    var labels = new LabelSurvey(files, samples, configs);
    labels.read(inLabelFolders.files());
    if (!labels.areRows()) {
      var others = new LabelSurvey(files, samples, configs);
      others.read(elsewhere.files());
      labels = others.areRows() || !labels.hasProse() ? others : labels;
    }
    boolean isConfigured =
        configs.all().stream().anyMatch(c -> c.kind() != YoloConfig.Kind.NAMES)
            || !configs.unreadable().isEmpty();
    if (!labels.areRows() && hint == null && !isConfigured) {
      return Match.none(YoloFormat.NAME, labels.whyNot());
    }
    return match(configs, labels, isConfigured, samples);
  }

  private Match match(
      YoloConfigs configs, LabelSurvey labels, boolean isConfigured, SampleIndex samples) {
    RowShapes shapes = labels.shapes();
    Optional<YoloConfig> yaml = configs.yaml(labels.first());
    var variants =
        new YoloVariants(
            YoloVariant.ofFormat(hint),
            shapes.variant() == YoloVariant.DETECT && configs.hasDarknet()
                ? YoloVariant.DARKNET
                : shapes.variant(),
            shapes.keypoints());
    YoloVariant variant = variants.of(yaml);
    List<String> doubts = new ArrayList<>();
    if (variants.isGuessed(yaml)) {
      shapes.doubt().ifPresent(doubts::add);
    } else if (variant == YoloVariant.POSE && yaml.flatMap(YoloConfig::keypoints).isEmpty()) {
      doubts.add(
          shapes
              .keypoints()
              .map(shape -> "there is no kpt_shape; it is taken to be " + shape)
              .orElse("there is no kpt_shape, and the rows differ in length"));
    }
    boolean isNamed = configs.all().stream().anyMatch(c -> !c.names().isEmpty());
    double confidence =
        labels.areRows() ? (isConfigured ? 1 : isNamed ? 0.9 : 0.7) : hint != null ? 0.5 : 0.3;
    return new Match(
        variant.format(),
        doubts.isEmpty() || hint != null ? confidence : confidence - 0.2,
        reason(configs, labels, doubts),
        new YoloReader(configs, variants, variant.format(), doubts, samples));
  }

  private static String reason(YoloConfigs configs, LabelSurvey labels, List<String> doubts) {
    List<String> reasons = new ArrayList<>();
    configs.all().stream()
        .findFirst()
        .ifPresent(config -> reasons.add(config.file().path() + " describes the set"));
    reasons.add(
        labels.areRows()
            ? "label files have rows as YOLO has them"
            : "no label file was found that has rows");
    reasons.addAll(doubts);
    return String.join("; ", reasons);
  }

  /** A sample of files, each as likely as the other to be in it; the same for the same list. */
  private static final class FileSample {
    private static final int MOST = 50;

    private final Random random = new Random(50);
    private final Map<Integer, SetFile> files = new HashMap<>();
    private int seen;

    void see(SetFile file) {
      int place = seen < MOST ? seen : random.nextInt(seen + 1);
      seen++;
      if (place < MOST) {
        files.put(place, file);
      }
    }

    List<SetFile> files() {
      return List.copyOf(files.values());
    }
  }
}
