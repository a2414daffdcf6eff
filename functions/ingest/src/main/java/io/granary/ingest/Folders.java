package io.granary.ingest;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the folders of a path say. */
final class Folders {
  private static final Map<String, String> SPLITS =
      Map.of(
          "train", "train",
          "training", "train",
          "val", "val",
          "valid", "val",
          "validation", "val",
          "dev", "val",
          "test", "test",
          "testing", "test");

  private Folders() {}

  /** The folder of a path; the top is the empty text. */
  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The split that a folder of the path names: train, val or test. */
  static @Nullable String split(String path) {
    for (String component : folder(path).split("/")) {
      String split = SPLITS.get(component.toLowerCase(Locale.ROOT));
      if (split != null) {
        return split;
      }
    }
    return null;
  }
}
