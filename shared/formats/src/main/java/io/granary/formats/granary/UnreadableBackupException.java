package io.granary.formats.granary;

import java.io.IOException;

/** Something in a backup keeps a file, or a line of it, from being read. */
public final class UnreadableBackupException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableBackupException(String problem) {
    super(problem);
  }

  /** What it is, as a sentence without a full stop. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
