package io.granary.formats.voc;

import io.granary.formats.masks.LabelImage;
import io.granary.formats.masks.LabelImage.Label;
import io.granary.formats.masks.LabelRuns;
import io.granary.formats.masks.MaskException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds masks in the pictures of one image. With a picture of objects, each object is a mask and
 * has the class of most of its pixels; without one, each class is a mask. Background and void are
 * none.
 */
final class VocMasks {
  private static final int SMALL = 255;
  private static final int MOST_PAIRS = 1 << 20;

  private VocMasks() {}

  /**
   * Finds the masks of two pictures.
   *
   * @param classes whose pixels say the class; null when there is none
   * @param objects of the same size, whose pixels say the object; null when there is none
   */
  static List<FoundMask> find(
      @Nullable LabelImage classes, @Nullable LabelImage objects, Labelmap labelmap)
      throws MaskException {
    if (objects != null) {
      List<FoundMask> found = ofObjects(classes, objects, labelmap);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return classes == null ? List.of() : ofClasses(classes, labelmap);
  }

  private static List<FoundMask> ofClasses(LabelImage classes, Labelmap labelmap)
      throws MaskException {
    var labels = new ClassLabels(classes, labelmap);
    LabelRuns runs = LabelRuns.of(classes);
    List<FoundMask> found = new ArrayList<>();
    for (int label = 0; label < classes.labels().size(); label++) {
      if (!labels.isNothing(label)) {
        found.add(new FoundMask(0, labels.name(label), labels.text(label), runs.mask(label)));
      }
    }
    return found;
  }

  private static List<FoundMask> ofObjects(
      @Nullable LabelImage classes, LabelImage objects, Labelmap labelmap) throws MaskException {
    long[] numbers = numbers(objects);
    LabelRuns runs = LabelRuns.of(objects);
    List<FoundMask> found = new ArrayList<>();
    if (classes == null) {
      for (int object = 0; object < numbers.length; object++) {
        if (isObject(numbers[object])) {
          found.add(new FoundMask(numbers[object], Optional.empty(), "", runs.mask(object)));
        }
      }
      return found;
    }
    var labels = new ClassLabels(classes, labelmap);
    int[] classOf = mostFrequent(classes, objects, labels, numbers);
    for (int object = 0; object < numbers.length; object++) {
      if (isObject(numbers[object])) {
        int label = classOf[object];
        found.add(
            new FoundMask(
                numbers[object],
                label < 0 ? Optional.empty() : labels.name(label),
                label < 0 ? "" : labels.text(label),
                runs.mask(object)));
      }
    }
    return found;
  }

  /** The label that most pixels of each object have in the picture of classes; -1 for none. */
  private static int[] mostFrequent(
      LabelImage classes, LabelImage objects, ClassLabels labels, long[] numbers)
      throws MaskException {
    Map<Long, long[]> pixels = new HashMap<>();
    long[] counter = new long[1];
    long before = -1;
    for (int y = 0; y < objects.height(); y++) {
      for (int x = 0; x < objects.width(); x++) {
        long pair = (long) objects.at(x, y) << 32 | classes.at(x, y);
        if (pair != before) {
          before = pair;
          counter = pixels.computeIfAbsent(pair, _ -> new long[1]);
          if (pixels.size() > MOST_PAIRS) {
            throw new MaskException("More than %d kinds of pixels".formatted(MOST_PAIRS));
          }
        }
        counter[0]++;
      }
    }
    int[] found = new int[numbers.length];
    long[] most = new long[numbers.length];
    Arrays.fill(found, -1);
    pixels.forEach(
        (pair, count) -> {
          int object = (int) (pair >> 32);
          int label = pair.intValue();
          boolean isMore = count[0] > most[object];
          if (!labels.isNothing(label)
              && (isMore || count[0] == most[object] && label < found[object])) {
            most[object] = count[0];
            found[object] = label;
          }
        });
    return found;
  }

  private static boolean isObject(long number) {
    return number != VocColors.BACKGROUND && number != VocColors.VOID;
  }

  /** The numbers of objects: those of their colours, where these are the first ones of VOC. */
  private static long[] numbers(LabelImage objects) {
    boolean isByColor = objects.hasColors(color -> VocColors.number(color) <= SMALL);
    return objects.labels().stream()
        .mapToLong(
            label ->
                label.number() == Label.NONE || isByColor
                    ? VocColors.number(label.color())
                    : label.number())
        .toArray();
  }
}
