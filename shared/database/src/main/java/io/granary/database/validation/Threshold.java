package io.granary.database.validation;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From where on something is called wrong. Statements name a threshold in lower case as their
 * parameter; {@code functions/datasets/README.md} has them all.
 */
public enum Threshold {
  FEW_SAMPLES(
      10, "A class, split, caption or attribute value with fewer samples than this has too few"),
  ENOUGH(20, "Means, shares and spreads are taken of this many values or more"),
  IMBALANCE(50, "The most frequent one may occur less than this many times as often as another"),
  COMMON_SHARE(0.9, "What this share of all has, or more, the others lack"),
  RARE_SHARE(0.01, "What less than this share of all has is rare"),
  SHARE_FACTOR(
      2,
      "A class with this many times its share of all in one split, or one part in as many, differs"),
  SIGMAS(3, "What is more standard deviations from the mean than this is far from it"),
  FENCE(1.5, "What is more interquartile ranges outside the middle half than this is an outlier"),
  BINS(10, "A spread is counted in this many bins of equal width"),
  DOMINANCE(0.8, "A spread is uneven when one bin has more than this share"),
  MAX_VALUES(50, "Attributes and captions of at most this many values are of a fixed set"),
  TINY_PIXELS(10, "An image with fewer pixels than this in width or height is tiny"),
  EXTREME_ASPECT(10, "An image may be at most this many times as long one way as the other"),
  OUTSIDE_PIXELS(0.005, "A box that reaches out of its image by more pixels than this is outside"),
  OVERLAP(0.95, "Two boxes of one class whose intersection over union is more than this overlap"),
  OVERLAP_BOXES(500, "The boxes of a sample with more boxes than this are not compared"),
  AREA_POINTS(16, "Only of parts of polygons with at most this many points is the area worked out"),
  LEAST_AREA(0.000001, "A part of a polygon with fewer square pixels than this is without area");

  private final double value;
  private final String meaning;

  Threshold(double value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  /** The number. */
  public double value() {
    return value;
  }

  /** What is called wrong, as a clause. */
  public String meaning() {
    return meaning;
  }

  /** All of them by the names that statements know them by. */
  static Map<String, Double> parameters() {
    return Stream.of(values())
        .collect(Collectors.toMap(t -> t.name().toLowerCase(Locale.ROOT), Threshold::value));
  }
}
