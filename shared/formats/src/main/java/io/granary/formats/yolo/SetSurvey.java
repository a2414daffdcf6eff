package io.granary.formats.yolo;

import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.SplitNames;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Keypoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.codec.digest.MurmurHash3;

/** What a writer must know of the whole set before it writes: some 24 bytes a sample. */
final class SetSurvey {
  static final String TRAIN = "train";

  private static final int MOST_SPLITS = 1000;

  private final YoloVariant variant;
  private final LongTable labels = new LongTable();
  private final BitSet second = new BitSet();
  private final Set<String> splits = new TreeSet<>(Set.of(TRAIN, "val"));
  private final Set<String> topLabels = new HashSet<>();
  private int keypoints;
  private int samples;

  private SetSurvey(YoloVariant variant) {
    this.variant = variant;
  }

  static SetSurvey of(AnnotatedSet set, YoloVariant variant) throws IOException {
    var survey = new SetSurvey(variant);
    set.forEach(survey::see);
    return survey;
  }

  /** Whether another sample before it has the same label file. */
  boolean isSecond(int sample) {
    return second.get(sample);
  }

  /** The splits, among them always train and val, which trainers want. */
  Set<String> splits() {
    return splits;
  }

  /** The most keypoints that a row must hold; at least 1. */
  int keypoints() {
    return Math.max(1, keypoints);
  }

  /** A name for a list that no label file at the top has. */
  String freeName(String name) {
    String free = name;
    while (topLabels.contains(free.toLowerCase(Locale.ROOT) + ".txt")) {
      free += "_";
    }
    return free + ".txt";
  }

  /** The split that a sample is written in. */
  static String split(AnnotatedSample sample) {
    String split = sample.split();
    return split == null || split.isBlank() ? TRAIN : SplitNames.of(split).orElse(split);
  }

  private void see(AnnotatedSample sample) {
    String label = LabelPlaces.of(sample.path(), variant);
    byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
    if (!labels.putIfAbsent(MurmurHash3.hash128x64(bytes)[0], samples)) {
      second.set(samples);
    }
    samples++;
    if (splits.size() < MOST_SPLITS) {
      splits.add(split(sample));
    }
    String lower = label.toLowerCase(Locale.ROOT);
    if (lower.indexOf('/') < 0 && YoloLists.mayBeName(lower)) {
      topLabels.add(lower);
    }
    for (WrittenAnnotation annotation : sample.annotations()) {
      if (annotation.geometry() instanceof Keypoints pose) {
        keypoints = Math.max(keypoints, pose.points().size());
      }
    }
  }
}
