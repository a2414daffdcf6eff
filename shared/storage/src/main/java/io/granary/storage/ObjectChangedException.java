package io.granary.storage;

import java.io.IOException;

/** An object is gone, or is another version than the one that was to be read. */
public final class ObjectChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  ObjectChangedException(String message, Throwable cause) {
    super(message, cause);
  }
}
