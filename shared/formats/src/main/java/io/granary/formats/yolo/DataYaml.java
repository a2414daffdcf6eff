package io.granary.formats.yolo;

import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SplitNames;
import io.granary.formats.yaml.YamlNodes;
import io.granary.formats.yolo.YoloConfig.SplitSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The data.yaml of Ultralytics (ultralytics/data/utils.py). Nothing in it is executed or fetched:
 * neither {@code download} nor any tag is looked at.
 */
final class DataYaml {
  static final int MOST_BYTES = 1 << 20;

  private static final int MOST_SPLITS = 100;

  /** Words that are no splits, though their values may be texts. */
  private static final Set<String> OWN =
      Set.of(
          "path",
          "names",
          "nc",
          "channels",
          "download",
          "task",
          "kpt_shape",
          "kpt_names",
          "flip_idx",
          "roboflow",
          "yaml_file");

  private final SetFile file;
  private final Map<String, Node> fields;
  private final List<String> problems = new ArrayList<>();

  private DataYaml(SetFile file, Map<String, Node> fields) {
    this.file = file;
    this.fields = fields;
  }

  static boolean is(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** The words that a split cannot have as its name. */
  static boolean isOwn(String key) {
    return OWN.contains(key);
  }

  /**
   * What a document says, if it is of this kind: it has names, or their number and splits.
   *
   * @param document null when the file is empty
   */
  static Optional<YoloConfig> parse(SetFile file, @Nullable Node document) {
    return document instanceof MappingNode mapping
        ? new DataYaml(file, YamlNodes.fields(mapping)).config()
        : Optional.empty();
  }

  private Optional<YoloConfig> config() {
    List<SplitSource> splits = splits();
    boolean isSplit = splits.stream().anyMatch(s -> SplitNames.of(s.split()).isPresent());
    SortedMap<Integer, String> names = names();
    boolean isNamed = !names.isEmpty() || fields.containsKey("names") && isSplit;
    if (!isNamed && !(isSplit && fields.containsKey("nc"))) {
      return Optional.empty();
    }
    int count = count();
    if (count >= 0 && fields.containsKey("names") && count != names.size()) {
      problems.add("nc is %d, and there are %d names".formatted(count, names.size()));
    }
    return Optional.of(
        new YoloConfig(
            file,
            YoloConfig.Kind.DATA_YAML,
            names,
            count,
            splits,
            text("task").flatMap(YoloVariant::ofTask),
            keypoints(),
            keypointNames(),
            problems));
  }

  private SortedMap<Integer, String> names() {
    SortedMap<Integer, String> names = new TreeMap<>();
    Node node = fields.get("names");
    if (node instanceof MappingNode mapping) {
      YamlNodes.fields(mapping)
          .forEach(
              (key, value) -> {
                int labelClass = LabelRow.of(key).labelClass();
                if (labelClass >= 0) {
                  names.put(
                      labelClass, NamesFile.name(YamlNodes.text(value).orElse(""), labelClass));
                } else {
                  problems.add("'%s' is no number of a class".formatted(key));
                }
              });
    } else if (node != null) {
      for (Node value : YamlNodes.items(node)) {
        names.put(names.size(), NamesFile.name(YamlNodes.text(value).orElse(""), names.size()));
      }
    }
    return names;
  }

  private int count() {
    Optional<String> text = text("nc");
    double number = LabelRow.number(text.orElse(""));
    if (number >= 0 && number == Math.rint(number)) {
      return (int) number;
    }
    text.ifPresent(nc -> problems.add("nc is '%s'".formatted(nc)));
    return -1;
  }

  private List<SplitSource> splits() {
    String root = text("path").orElse("");
    List<SplitSource> splits = new ArrayList<>();
    fields.forEach(
        (key, node) -> {
          if (OWN.contains(key)) {
            return;
          }
          boolean isKnown = SplitNames.of(key).isPresent();
          for (String path : YamlNodes.texts(node)) {
            // An empty path is none, as in test: ''. Other words are splits only where they name
            // a list.
            if (splits.size() < MOST_SPLITS
                && !path.isBlank()
                && (isKnown || path.toLowerCase(Locale.ROOT).endsWith(".txt"))) {
              splits.add(new SplitSource(key, root, path));
            }
          }
        });
    return List.copyOf(splits);
  }

  private Optional<KeypointShape> keypoints() {
    Node node = fields.get("kpt_shape");
    if (node == null) {
      return Optional.empty();
    }
    List<String> shape = YamlNodes.texts(node);
    Optional<KeypointShape> keypoints =
        shape.size() == 2
            ? KeypointShape.of(LabelRow.number(shape.get(0)), LabelRow.number(shape.get(1)))
            : Optional.empty();
    if (keypoints.isEmpty()) {
      problems.add("kpt_shape is %s".formatted(shape));
    }
    return keypoints;
  }

  private Map<Integer, List<String>> keypointNames() {
    Map<Integer, List<String>> names = new HashMap<>();
    Node node = fields.get("kpt_names");
    if (node instanceof MappingNode mapping) {
      YamlNodes.fields(mapping)
          .forEach(
              (key, value) -> {
                int labelClass = LabelRow.of(key).labelClass();
                if (labelClass >= 0) {
                  names.put(labelClass, YamlNodes.texts(value));
                }
              });
    } else if (node != null) {
      names.put(YoloConfig.ALL_CLASSES, YamlNodes.texts(node));
    }
    return names;
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(fields.get(key)).flatMap(YamlNodes::text);
  }
}
