package io.granary.formats.yolo;

import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SplitNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds in a set what files name by paths of the machine that they were written on: absolute ones,
 * with folders that are not there, or relative to who knows what. A folder that names a split is
 * never left out.
 */
final class SetPaths {
  private static final int MOST = 64;
  private static final int MOST_FOLDERS = 40;

  private SetPaths() {}

  /**
   * The paths in the set that a file may mean, the likeliest first.
   *
   * @param folder of the file, with its slash
   * @param root what it says its paths are relative to
   */
  static List<String> candidates(String folder, String root, String path) {
    List<String> own = parts(path);
    Set<String> tails = new LinkedHashSet<>();
    List<String> above = isAbsolute(path) ? List.of() : parts(root);
    for (int i = 0; i <= above.size(); i++) {
      List<String> tail = new ArrayList<>(above.subList(i, above.size()));
      tail.addAll(own);
      tails.add(String.join("/", tail));
    }
    boolean mayLose = isAbsolute(path) || !own.isEmpty() && own.getFirst().equals("data");
    int last = Math.min(own.size() - 1, isAbsolute(path) ? MOST_FOLDERS : 1);
    for (int i = 1; mayLose && i <= last && SplitNames.of(own.get(i - 1)).isEmpty(); i++) {
      tails.add(String.join("/", own.subList(i, own.size())));
    }
    Set<String> candidates = new LinkedHashSet<>();
    for (String base = folder; ; base = parent(base)) {
      for (String tail : tails) {
        candidates.add(tail.isEmpty() && !base.isEmpty() ? chop(base) : base + tail);
      }
      if (base.isEmpty() || candidates.size() > MOST) {
        return List.copyOf(candidates);
      }
    }
  }

  /** The sample that a line of a list means, or {@link SampleIndex#NONE}. */
  static int sample(SampleIndex samples, String line, String list) {
    int sample = samples.find(line, list, 0, 0);
    List<String> parts = parts(line);
    for (int i = 1;
        sample == SampleIndex.NONE
            && i < parts.size()
            && i < MOST_FOLDERS
            && SplitNames.of(parts.get(i - 1)).isEmpty();
        i++) {
      sample = samples.find(String.join("/", parts.subList(i, parts.size())), list, 0, 0);
    }
    return sample;
  }

  private static boolean isAbsolute(String path) {
    String stripped = path.strip();
    return stripped.startsWith("/")
        || stripped.startsWith("\\")
        || stripped.length() > 1 && stripped.charAt(1) == ':';
  }

  /** The names along a path, without those that only lead up or stay. */
  private static List<String> parts(String path) {
    return Arrays.stream(path.strip().replace('\\', '/').split("/"))
        .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
        .limit(MOST_FOLDERS)
        .toList();
  }

  private static String parent(String folder) {
    return folder.substring(0, chop(folder).lastIndexOf('/') + 1);
  }

  private static String chop(String folder) {
    return folder.substring(0, folder.length() - 1);
  }
}
