package io.granary.formats.yolo;

import java.util.Arrays;
import java.util.StringTokenizer;

/** A row of a label file: the number of a class, and numbers. */
final class LabelRow {
  /** A longer row is none. */
  static final int MOST_COLUMNS = 200_001;

  private static final int MOST_CLASSES = 1_000_000;
  private static final int MOST_DIGITS = 400;

  private final String label;
  private final String[] texts;
  private final double[] values;

  private LabelRow(String label, String[] texts, double[] values) {
    this.label = label;
    this.texts = texts;
    this.values = values;
  }

  /** Splits a line at white space; what is no number is NaN. */
  static LabelRow of(String line) {
    var columns = new StringTokenizer(line);
    String label = columns.hasMoreTokens() ? columns.nextToken() : "";
    String[] texts = new String[8];
    int size = 0;
    while (columns.hasMoreTokens() && size < MOST_COLUMNS) {
      if (size == texts.length) {
        texts = Arrays.copyOf(texts, size * 2);
      }
      texts[size++] = columns.nextToken();
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = number(texts[i]);
    }
    return new LabelRow(label, texts, values);
  }

  /** The class as it is written. */
  String label() {
    return label;
  }

  /** The number of the class; -1 when it is none. */
  int labelClass() {
    double number = number(label);
    return number >= 0 && number < MOST_CLASSES && number == Math.rint(number) ? (int) number : -1;
  }

  int columns() {
    return values.length + 1;
  }

  /** A number after the class, from 0. */
  double value(int place) {
    return values[place];
  }

  /** A number after the class, from 0, with all its digits; only where it is finite. */
  Decimal decimal(int place) {
    return Decimal.of(texts[place]);
  }

  /** Whether all its numbers are numbers. */
  boolean isFinite() {
    return values.length < MOST_COLUMNS && Arrays.stream(values).allMatch(Double::isFinite);
  }

  /** Whether it is what a label file may have: enough numbers, that are parts of an image. */
  boolean isPlausible() {
    return columns() >= 5
        && labelClass() >= 0
        && isFinite()
        && Arrays.stream(values).allMatch(v -> Math.abs(v) <= 2);
  }

  /** A decimal number as C and Python write it; without the forms that only Java knows. */
  static double number(String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return Double.NaN;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
