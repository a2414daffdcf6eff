package io.granary.formats.annotations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes of an import by name; what a later file knows more of one is taken over. */
final class ClassTable {
  private final List<ImportedClass> classes = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  int declare(ImportedClass labelClass) {
    Integer place = places.putIfAbsent(labelClass.name(), classes.size());
    if (place == null) {
      classes.add(labelClass);
      return classes.size() - 1;
    }
    classes.set(place, classes.get(place).joined(labelClass));
    return place;
  }

  String name(int place) {
    return classes.get(place).name();
  }

  List<ImportedClass> all() {
    return List.copyOf(classes);
  }
}
