package io.granary.formats.csv;

import io.granary.domain.Box;
import java.util.Arrays;
import java.util.Optional;

/** The boxes of rows, in the numbers that the table has. */
final class CsvBoxes {
  private static final Role[] ROLES = {
    Role.LEFT,
    Role.TOP,
    Role.RIGHT,
    Role.BOTTOM,
    Role.CENTER_X,
    Role.CENTER_Y,
    Role.WIDTH,
    Role.HEIGHT,
    Role.BBOX
  };

  private final CsvColumns columns;

  CsvBoxes(CsvColumns columns) {
    this.columns = columns;
  }

  /** The box of a row, NaN where a number is missing; empty when it has no number at all. */
  Optional<Box> of(CsvRow row) {
    boolean hasAny = false;
    for (Role role : ROLES) {
      hasAny |= !columns.value(row, role).isBlank();
    }
    return hasAny ? Optional.of(box(row)) : Optional.empty();
  }

  /** Shows all numbers of a row. */
  void show(CsvRow row, CsvScale.Evidence evidence) {
    for (Role role : ROLES) {
      if (role == Role.BBOX) {
        Arrays.stream(listed(row)).forEach(evidence::take);
      } else {
        evidence.take(number(row, role));
      }
    }
  }

  private Box box(CsvRow row) {
    if (columns.has(Role.BBOX) && !columns.value(row, Role.BBOX).isBlank()) {
      double[] values = listed(row);
      return values.length == 4
          ? new Box(values[0], values[1], values[2], values[3])
          : new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double width = extent(row, Role.LEFT, Role.RIGHT, Role.WIDTH);
    double height = extent(row, Role.TOP, Role.BOTTOM, Role.HEIGHT);
    return columns.has(Role.LEFT)
        ? new Box(number(row, Role.LEFT), number(row, Role.TOP), width, height)
        : new Box(
            number(row, Role.CENTER_X) - width / 2,
            number(row, Role.CENTER_Y) - height / 2,
            width,
            height);
  }

  private double extent(CsvRow row, Role start, Role end, Role size) {
    return columns.has(end)
        ? CsvNumbers.difference(columns.value(row, end), columns.value(row, start))
        : number(row, size);
  }

  private double number(CsvRow row, Role role) {
    return CsvNumbers.parse(columns.value(row, role));
  }

  /** The numbers of a cell such as [x, y, width, height]. */
  private double[] listed(CsvRow row) {
    String text = columns.value(row, Role.BBOX).replaceAll("[\\[\\](){}]", " ").strip();
    return text.isEmpty() || text.length() > 1000
        ? new double[0]
        : Arrays.stream(text.split("[,;\\s]+")).mapToDouble(CsvNumbers::parse).toArray();
  }
}
