package io.granary.formats.yolo;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files with the name of a class on each line: obj.names, classes.txt, _darknet.labels. */
final class NamesFile {
  static final int MOST_BYTES = 2 << 20;

  private static final int MOST = 100_000;
  private static final Set<String> NAMES =
      Set.of("classes.txt", "predefined_classes.txt", "_darknet.labels");

  private NamesFile() {}

  static boolean is(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".names") || NAMES.contains(name);
  }

  /** The names by their lines, from 0; those of empty lines are made up. */
  static SortedMap<Integer, String> parse(String text) {
    SortedMap<Integer, String> names = new TreeMap<>();
    List<String> lines = text.stripTrailing().lines().limit(MOST).toList();
    for (int i = 0; i < lines.size(); i++) {
      names.put(i, name(lines.get(i), i));
    }
    return names;
  }

  /** The name of a class as it is kept; a blank one is made up from its number. */
  static String name(String text, int labelClass) {
    // PostgreSQL has no NUL in texts.
    String name = text.replace("\0", "").strip();
    return name.isEmpty() ? madeUp(labelClass) : name;
  }

  /** The name that Ultralytics gives to a class without one. */
  static String madeUp(int labelClass) {
    return "class_" + labelClass;
  }
}
