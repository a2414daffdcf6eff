package io.granary.formats.csv;

import java.io.IOException;

/** Something in a file keeps it from being read; the message says what. */
public final class UnreadableTableException extends IOException {
  private static final long serialVersionUID = 1;

  public UnreadableTableException(String problem) {
    super(problem);
  }

  /** The text of the message. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
