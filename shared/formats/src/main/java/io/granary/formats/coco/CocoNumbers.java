package io.granary.formats.coco;

import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.WriteOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of categories and annotations: counted from 1, or those of the source where these are
 * whole numbers that nothing else has.
 */
final class CocoNumbers {
  private static final String WHOLE = "0|[1-9][0-9]{0,17}";

  private final boolean isKept;
  private final List<Long> categories = new ArrayList<>();
  private final LongTable taken = new LongTable();
  private long next = 1;

  CocoNumbers(List<ImportedClass> classes, WriteOptions options) {
    isKept = options.ids() == WriteOptions.Ids.KEPT;
    Set<Long> used = new HashSet<>();
    List<Integer> open = new ArrayList<>();
    for (ImportedClass each : classes) {
      boolean isOwn =
          isKept && each.sourceId().matches(WHOLE) && used.add(Long.parseLong(each.sourceId()));
      if (isOwn) {
        categories.add(Long.parseLong(each.sourceId()));
      } else {
        open.add(categories.size());
        categories.add(0L);
      }
    }
    long number = 1;
    for (int place : open) {
      while (!used.add(number)) {
        number++;
      }
      categories.set(place, number);
    }
  }

  long category(int place) {
    return categories.get(place);
  }

  /** Begins a file, within which the numbers of annotations are unique. */
  void beginFile() {
    taken.clear();
  }

  /**
   * A number for an annotation. Counted ones go on through all files, so that a file of another
   * task never seems to speak of the same object.
   */
  long annotation(@Nullable String sourceId) {
    if (isKept && sourceId != null && sourceId.matches(WHOLE)) {
      long own = Long.parseLong(sourceId);
      if (taken.putIfAbsent(own, 0)) {
        return own;
      }
    }
    while (isKept && !taken.putIfAbsent(next, 0)) {
      next++;
    }
    return next++;
  }
}
