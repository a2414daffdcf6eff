package io.granary.warehouse;

import java.util.List;

/**
 * What a query would do, without doing it.
 *
 * @param errors why it cannot run; empty when it can
 * @param totalBytes what it would read, the most that it can be billed for; 0 when it cannot run
 * @param fields what it would give; empty when it cannot run
 */
public record DryRun(List<SqlError> errors, long totalBytes, List<Field> fields) {
  public DryRun {
    errors = List.copyOf(errors);
    fields = List.copyOf(fields);
  }

  /**
   * What is wrong with a query.
   *
   * @param line from 1; 0 when it is not known
   * @param column from 1; 0 when it is not known
   */
  public record SqlError(int line, int column, String message) {}

  public boolean isValid() {
    return errors.isEmpty();
  }
}
