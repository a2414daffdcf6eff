package io.granary.formats.annotations;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What paths consist of. */
final class PathNames {
  private static final Set<String> CONTAINERS =
      Set.of("images", "image", "imgs", "img", "data", "jpegimages", "photos", "frames", "raw");

  private PathNames() {}

  /** Whether both name the folder of a group, and not the same. */
  static boolean areOtherFolders(List<String> wanted, List<String> there) {
    return !wanted.isEmpty()
        && !there.isEmpty()
        && !wanted.getLast().equals(there.getLast())
        && !isOfAnything(wanted.getLast())
        && !isOfAnything(there.getLast());
  }

  /** A folder that pictures lie in whatever they show. */
  private static boolean isOfAnything(String folder) {
    return CONTAINERS.contains(folder)
        || SplitNames.of(folder.replaceAll("[0-9]{4}$", "")).isPresent();
  }

  static String normalized(String name) {
    String path = Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC);
    while (path.startsWith("./") || path.startsWith("/")) {
      path = path.substring(path.startsWith("/") ? 1 : 2);
    }
    return path;
  }

  static List<String> folders(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0
        ? List.of()
        : Arrays.asList(path.substring(0, slash).toLowerCase(Locale.ROOT).split("/"));
  }

  static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A path without the extension of its last part. */
  static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }
}
