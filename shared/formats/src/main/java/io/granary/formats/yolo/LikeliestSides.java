package io.granary.formats.yolo;

import io.granary.formats.annotations.SetFile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files, 50 at most, that likeliest say what holds for a set: those of the names that tools
 * give them, and then those that lie highest. Any YAML may be one, and most are of other things.
 */
final class LikeliestSides {
  private static final int MOST = 50;
  private static final Set<String> USUAL =
      Set.of("data.yaml", "data.yml", "dataset.yaml", "dataset.yml", "obj.data");

  private final TreeSet<SetFile> likeliest =
      new TreeSet<>(
          Comparator.comparingInt(LikeliestSides::rank)
              .thenComparingInt(LikeliestSides::depth)
              .thenComparing(SetFile::path));

  void see(SetFile file) {
    likeliest.add(file);
    if (likeliest.size() > MOST) {
      likeliest.pollLast();
    }
  }

  /** In the order of their paths. */
  List<SetFile> files() {
    return likeliest.stream().sorted(Comparator.comparing(SetFile::path)).toList();
  }

  private static int rank(SetFile file) {
    String name = file.name();
    if (USUAL.contains(name.toLowerCase(Locale.ROOT))) {
      return 0;
    }
    return DataYaml.is(name) && depth(file) > 0 ? 2 : 1;
  }

  private static int depth(SetFile file) {
    return (int) file.path().chars().filter(c -> c == '/').count();
  }
}
