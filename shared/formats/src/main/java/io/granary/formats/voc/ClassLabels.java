package io.granary.formats.voc;

import io.granary.formats.masks.LabelImage;
import io.granary.formats.masks.LabelImage.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the pixels of a picture of classes mean: by colour where every colour is one of a class,
 * else by number.
 */
final class ClassLabels {
  private final List<Label> labels;
  private final List<Optional<String>> names = new ArrayList<>();
  private final boolean isByColor;

  ClassLabels(LabelImage classes, Labelmap labelmap) {
    this.labels = classes.labels();
    this.isByColor =
        classes.hasColors(color -> labelmap.byColor(color).isPresent() || isNoClass(color));
    for (Label label : labels) {
      names.add(
          isOfColor(label) ? labelmap.byColor(label.color()) : labelmap.byNumber(label.number()));
    }
  }

  /** The class of a label; empty when none is known. */
  Optional<String> name(int place) {
    return names.get(place);
  }

  /** Whether a label is of no object: background, or pixels that nobody decided on. */
  boolean isNothing(int place) {
    Label label = labels.get(place);
    return names
        .get(place)
        .map(Labelmap::isNoClass)
        .orElseGet(
            () ->
                isOfColor(label)
                    ? isNoClass(label.color())
                    : label.number() == VocColors.VOID || label.number() == VocColors.BACKGROUND);
  }

  /** What the pixels of a label are, for people. */
  String text(int place) {
    Label label = labels.get(place);
    return isOfColor(label)
        ? "colour #%06x".formatted(label.color())
        : "pixel value " + label.number();
  }

  private boolean isOfColor(Label label) {
    return label.number() == Label.NONE || isByColor;
  }

  private static boolean isNoClass(int color) {
    int number = VocColors.number(color);
    return number == VocColors.VOID || number == VocColors.BACKGROUND;
  }
}
