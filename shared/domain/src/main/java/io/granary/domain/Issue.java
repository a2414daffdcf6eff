package io.granary.domain;

import java.util.List;
import java.util.Locale;

/**
 * One kind of problem found in a dataset.
 *
 * @param count how often it occurred
 * @param share count divided by the number of things looked at, 0 to 1
 * @param examples the first ones, at most {@value #MAX_EXAMPLES}
 */
public record Issue(
    String code,
    Severity severity,
    long count,
    double share,
    String detail,
    List<Example> examples) {
  /** The most examples an issue carries. */
  public static final int MAX_EXAMPLES = 100;

  public Issue {
    examples = List.copyOf(examples);
  }

  /** How bad it is; written in lower case. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One occurrence.
   *
   * @param path path of the file or sample, empty when there is none
   * @param annotation source id of the annotation, empty when there is none
   * @param detail the value that is wrong
   */
  public record Example(String path, String annotation, String detail) {}
}
