package io.granary.formats.annotations;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words by which files and folders name the splits train, val and test. */
public final class SplitNames {
  private static final Map<String, String> SPLITS =
      Map.ofEntries(
          Map.entry("train", "train"),
          Map.entry("training", "train"),
          Map.entry("val", "val"),
          Map.entry("valid", "val"),
          Map.entry("validation", "val"),
          Map.entry("dev", "val"),
          Map.entry("test", "test"),
          Map.entry("testing", "test"));

  private SplitNames() {}

  /** The split that a word names, in any letter case. */
  public static Optional<String> of(String word) {
    return Optional.ofNullable(SPLITS.get(word.toLowerCase(Locale.ROOT)));
  }

  /** The split that a folder of the path names; of several the one nearest to the top. */
  public static Optional<String> ofPath(String path) {
    int end = path.lastIndexOf('/');
    for (int start = 0; start <= end; ) {
      int slash = path.indexOf('/', start);
      Optional<String> split = of(path.substring(start, slash));
      if (split.isPresent()) {
        return split;
      }
      start = slash + 1;
    }
    return Optional.empty();
  }
}
