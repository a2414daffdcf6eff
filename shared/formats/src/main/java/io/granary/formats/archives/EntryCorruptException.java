package io.granary.formats.archives;

import java.io.IOException;

/** One entry cannot be read as its archive declares it; the others may be good. */
public final class EntryCorruptException extends IOException {
  private static final long serialVersionUID = 1L;

  public EntryCorruptException(String message) {
    super(message);
  }
}
