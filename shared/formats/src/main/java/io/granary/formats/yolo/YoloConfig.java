package io.granary.formats.yolo;

import io.granary.formats.annotations.SetFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a file beside the labels says of a set.
 *
 * @param names of classes by their numbers; empty when it has none
 * @param classCount as it is declared; -1 when it is not
 * @param splits where their images are
 * @param variant if it names a task
 * @param keypoints of the rows, if they are poses
 * @param keypointNames by the numbers of classes; under -1 what holds for all
 * @param problems what is odd about it, for people
 */
record YoloConfig(
    SetFile file,
    Kind kind,
    SortedMap<Integer, String> names,
    int classCount,
    List<SplitSource> splits,
    Optional<YoloVariant> variant,
    Optional<KeypointShape> keypoints,
    Map<Integer, List<String>> keypointNames,
    List<String> problems) {
  /** The key of names that hold for all classes. */
  static final int ALL_CLASSES = -1;

  /** The kinds, the most telling first. */
  enum Kind {
    DATA_YAML,
    OBJ_DATA,
    NAMES
  }

  /**
   * A split, and the folder or list of its images.
   *
   * @param root what the path is relative to, as the file says; empty for its own folder
   */
  record SplitSource(String split, String root, String path) {}

  /** One that has names and nothing else. */
  static YoloConfig ofNames(SetFile file, SortedMap<Integer, String> names) {
    return new YoloConfig(
        file,
        Kind.NAMES,
        names,
        -1,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  YoloConfig withNames(SortedMap<Integer, String> newNames) {
    return new YoloConfig(
        file, kind, newNames, classCount, splits, variant, keypoints, keypointNames, problems);
  }

  List<String> keypointsOf(int labelClass) {
    return keypointNames.getOrDefault(
        labelClass, keypointNames.getOrDefault(ALL_CLASSES, List.of()));
  }
}
