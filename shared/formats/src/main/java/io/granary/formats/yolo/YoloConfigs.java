package io.granary.formats.yolo;

import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.annotations.SplitNames;
import io.granary.formats.yaml.YamlNodes;
import io.granary.formats.yolo.YoloConfig.SplitSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.yaml.snakeyaml.error.YAMLException;

/** The files beside the labels, and which of them holds for a label file. */
final class YoloConfigs {
  private static final int MOST_LISTS = 1000;

  private final List<YoloConfig> configs = new ArrayList<>();
  private final Map<SetFile, String> unreadable = new LinkedHashMap<>();
  private final Map<String, ListedSplit> lists = new LinkedHashMap<>();

  /** A list of the images of a split. */
  record ListedSplit(SetFile list, String split) {}

  /** Reads those files among some that are of the kinds. */
  static YoloConfigs read(SetFiles files, List<SetFile> some) throws IOException {
    var configs = new YoloConfigs();
    List<ObjData> darknets = new ArrayList<>();
    for (SetFile file : some) {
      if (DataYaml.is(file.name())) {
        configs.readYaml(files, file);
      } else if (NamesFile.is(file.name())) {
        configs.readNames(files, file);
      } else {
        SmallText.read(files.content(file), ObjData.MOST_BYTES)
            .flatMap(text -> ObjData.parse(file, text))
            .ifPresent(darknets::add);
      }
    }
    for (ObjData darknet : darknets) {
      configs.configs.add(configs.named(files, darknet));
    }
    configs.findLists(files);
    return configs;
  }

  List<YoloConfig> all() {
    return configs;
  }

  /** Files that would be of the kinds if they could be read, and why they cannot. */
  Map<SetFile, String> unreadable() {
    return unreadable;
  }

  /** The lists by their paths. */
  Map<String, ListedSplit> lists() {
    return lists;
  }

  boolean isSide(String path) {
    return lists.containsKey(path)
        || configs.stream().anyMatch(config -> config.file().path().equals(path));
  }

  /** What names the classes of a label file, or at least counts them. */
  Optional<YoloConfig> naming(String label) {
    return nearest(label, config -> !config.names().isEmpty() || config.classCount() >= 0);
  }

  /** The data.yaml that holds for a label file. */
  Optional<YoloConfig> yaml(String label) {
    return nearest(label, config -> config.kind() == YoloConfig.Kind.DATA_YAML);
  }

  boolean hasDarknet() {
    return configs.stream()
        .anyMatch(
            c ->
                c.kind() == YoloConfig.Kind.OBJ_DATA
                    || c.file().name().equalsIgnoreCase("_darknet.labels"));
  }

  /**
   * Of the folders above a label file the nearest that has one, or else what shares most of the
   * path. Tools leave lists of classes that nobody uses in folders of labels.
   */
  private Optional<YoloConfig> nearest(String label, Predicate<YoloConfig> wanted) {
    return configs.stream()
        .filter(wanted)
        .max(
            Comparator.<YoloConfig>comparingInt(c -> label.startsWith(c.file().folder()) ? 1 : 0)
                .thenComparing(c -> c.names().isEmpty() ? 0 : 1)
                .thenComparing(c -> LabelPlaces.isInLabelFolder(c.file().path()) ? 0 : 1)
                .thenComparing(c -> common(label, c.file().folder()))
                .thenComparing(YoloConfig::kind, Comparator.reverseOrder())
                .thenComparing(c -> c.splits().isEmpty() ? 0 : 1)
                .thenComparing(c -> isUsual(c.file().name()) ? 1 : 0)
                .thenComparing(c -> c.file().path(), Comparator.reverseOrder()));
  }

  private static boolean isUsual(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.startsWith("data.") || name.startsWith("dataset.") || name.startsWith("obj.");
  }

  /** How many characters of whole folders two paths share. */
  private static int common(String label, String folder) {
    int common = 0;
    for (int i = 0; i < Math.min(label.length(), folder.length()); i++) {
      if (label.charAt(i) != folder.charAt(i)) {
        break;
      }
      common = label.charAt(i) == '/' ? i + 1 : common;
    }
    return common;
  }

  private void readNames(SetFiles files, SetFile file) throws IOException {
    Optional<String> text = SmallText.read(files.content(file), NamesFile.MOST_BYTES);
    if (text.isEmpty()) {
      unreadable.put(file, "Too large for a list of classes");
    } else if (!text.get().isBlank() && !LabelSurvey.areRows(text.get())) {
      // An image may be called classes too, and its label file then is no list of them.
      configs.add(YoloConfig.ofNames(file, NamesFile.parse(text.get())));
    }
  }

  private void readYaml(SetFiles files, SetFile file) throws IOException {
    Optional<String> text = SmallText.read(files.content(file), DataYaml.MOST_BYTES);
    if (text.isEmpty()) {
      return;
    }
    try {
      DataYaml.parse(file, YamlNodes.compose(text.get())).ifPresent(configs::add);
    } catch (YAMLException e) {
      if (text.get().lines().anyMatch(l -> l.startsWith("names:") || l.startsWith("nc:"))) {
        unreadable.put(file, "Not YAML: " + e.getMessage().lines().findFirst().orElse(""));
      }
    }
  }

  /** With the names of the file that it names, which may have any name itself. */
  private YoloConfig named(SetFiles files, ObjData darknet) throws IOException {
    YoloConfig config = darknet.config();
    if (darknet.names().isEmpty()) {
      return config;
    }
    for (String path : SetPaths.candidates(config.file().folder(), "", darknet.names())) {
      Optional<SetFile> names = files.find(path);
      if (names.isPresent()) {
        return SmallText.read(files.content(names.get()), NamesFile.MOST_BYTES)
            .map(text -> config.withNames(NamesFile.parse(text)))
            .orElse(config);
      }
    }
    return config;
  }

  private void findLists(SetFiles files) {
    int looked = 0;
    for (YoloConfig config : configs) {
      for (SplitSource source : config.splits()) {
        if (LabelPlaces.isText(source.path()) && looked++ < MOST_LISTS) {
          SetPaths.candidates(config.file().folder(), source.root(), source.path()).stream()
              .flatMap(path -> files.find(path).stream())
              .findFirst()
              .ifPresent(
                  list ->
                      lists.putIfAbsent(
                          list.path(),
                          new ListedSplit(
                              list, SplitNames.of(source.split()).orElse(source.split()))));
        }
      }
    }
  }
}
