package io.granary.formats.yolo;

import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.ImportedClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The classes of an import by the numbers that rows have. */
final class ClassPlaces {
  private static final int UNKNOWN = -1;
  private static final int MOST_MADE_UP = 10_000;

  private final AnnotationImport target;
  private final Map<Integer, Integer> places = new HashMap<>();
  private final Optional<YoloConfig> naming;
  private final Optional<YoloConfig> yaml;
  private final boolean isNamed;

  private ClassPlaces(
      AnnotationImport target, Optional<YoloConfig> naming, Optional<YoloConfig> yaml) {
    this.target = target;
    this.naming = naming;
    this.yaml = yaml;
    this.isNamed = naming.stream().anyMatch(config -> !config.names().isEmpty());
  }

  /** Declares the classes that are named, or at least counted. */
  static ClassPlaces of(
      AnnotationImport target, Optional<YoloConfig> naming, Optional<YoloConfig> yaml) {
    var places = new ClassPlaces(target, naming, yaml);
    naming.ifPresent(
        config -> {
          config.names().forEach(places::declare);
          if (!places.isNamed) {
            for (int i = 0; i < Math.min(config.classCount(), MOST_MADE_UP); i++) {
              places.declare(i, null);
            }
          }
        });
    return places;
  }

  boolean isNamed() {
    return isNamed;
  }

  /** The place of a class, negative when there is none of that number. */
  int place(int labelClass) {
    Integer place = places.get(labelClass);
    if (place != null) {
      return place;
    }
    boolean isCounted = naming.isPresent() && naming.get().classCount() <= labelClass;
    if (labelClass < 0 || isNamed || isCounted || places.size() >= MOST_MADE_UP) {
      return UNKNOWN;
    }
    return declare(labelClass, null);
  }

  private int declare(int labelClass, @Nullable String name) {
    int place =
        target.declare(
            new ImportedClass(
                name == null ? NamesFile.madeUp(labelClass) : name,
                null,
                Integer.toString(labelClass),
                null,
                yaml.or(() -> naming).map(c -> c.keypointsOf(labelClass)).orElse(List.of()),
                List.of()));
    places.put(labelClass, place);
    return place;
  }
}
