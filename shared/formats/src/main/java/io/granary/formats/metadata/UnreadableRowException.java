package io.granary.formats.metadata;

import java.io.IOException;

/** A row makes no sense; those after it may. */
final class UnreadableRowException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableRowException(String problem) {
    super(problem);
  }
}
