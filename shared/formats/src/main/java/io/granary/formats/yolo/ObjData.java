package io.granary.formats.yolo;

import io.granary.formats.annotations.SetFile;
import io.granary.formats.yolo.YoloConfig.SplitSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Darknet's obj.data: keys with values, a line each. Keys that are not Darknet's own name more
 * splits, as Datumaro has it.
 *
 * @param config without the names
 * @param names path of the file with the names; empty when it has none
 */
record ObjData(YoloConfig config, String names) {
  static final int MOST_BYTES = 64 << 10;

  private static final int MOST_LINES = 1000;
  private static final Set<String> OWN = Set.of("classes", "names", "backup", "eval", "results");

  static boolean is(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".data");
  }

  /** Whether a split can have its name as a key. */
  static boolean mayBeKey(String split) {
    return !OWN.contains(split)
        && !split.startsWith("#")
        && split.equals(split.strip())
        && split.chars().noneMatch(c -> c == '=' || c == '\n' || c == '\r' || c == 0);
  }

  /** What the text says, if it is of this kind. */
  static Optional<ObjData> parse(SetFile file, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.lines().limit(MOST_LINES).toList()) {
      int equals = line.indexOf('=');
      String key = equals < 0 ? "" : line.substring(0, equals).strip();
      if (!key.isEmpty() && !key.startsWith("#")) {
        values.putIfAbsent(key, line.substring(equals + 1).replace("\0", "").strip());
      }
    }
    if (!values.containsKey("names") && !values.containsKey("train")) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    List<SplitSource> splits = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          if (!OWN.contains(key) && !value.isEmpty()) {
            splits.add(new SplitSource(key, "", value));
          }
        });
    double classes = LabelRow.number(values.getOrDefault("classes", ""));
    int count = classes >= 0 && classes == Math.rint(classes) ? (int) classes : -1;
    if (values.containsKey("classes") && count < 0) {
      problems.add("classes is no number");
    }
    return Optional.of(
        new ObjData(
            new YoloConfig(
                file,
                YoloConfig.Kind.OBJ_DATA,
                new TreeMap<>(),
                count,
                List.copyOf(splits),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                problems),
            values.getOrDefault("names", "")));
  }
}
