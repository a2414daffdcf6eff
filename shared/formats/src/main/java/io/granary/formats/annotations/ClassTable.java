package io.granary.formats.annotations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.MurmurHash3;

/** The classes of an import by name; what a later file knows more of one is taken over. */
final class ClassTable {
  /** Classes; annotations of others have none that is declared. */
  private static final int MOST = 100_000;

  /** Characters of a name; a longer one is cut, and told apart by a hash. */
  private static final int LONGEST = 200;

  private static final int TOO_MANY = -3;

  private final List<ImportedClass> classes = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  int declare(ImportedClass declared) {
    Integer place = places.get(declared.name());
    if (place == null) {
      if (classes.size() == MOST) {
        return TOO_MANY;
      }
      places.put(declared.name(), classes.size());
      classes.add(storable(declared));
      return classes.size() - 1;
    }
    classes.set(place, classes.get(place).joined(declared));
    return place;
  }

  String name(int place) {
    return classes.get(place).name();
  }

  List<ImportedClass> all() {
    return List.copyOf(classes);
  }

  /** PostgreSQL has no NUL in texts, and no long ones in an index. */
  private static ImportedClass storable(ImportedClass declared) {
    String supercategory = declared.supercategory();
    return new ImportedClass(
        cut(declared.name()),
        supercategory == null ? null : cut(supercategory),
        cut(declared.sourceId()),
        declared.color(),
        declared.keypoints().stream().map(ClassTable::cut).toList(),
        declared.skeleton());
  }

  private static String cut(String text) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "\uFFFD");
    if (clean.length() <= LONGEST) {
      return clean;
    }
    byte[] bytes = clean.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return "%s… %016x"
        .formatted(
            clean.substring(0, clean.offsetByCodePoints(0, LONGEST / 2)),
            MurmurHash3.hash128x64(bytes)[0]);
  }
}
