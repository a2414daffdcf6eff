package io.granary.formats.archives;

import java.io.IOException;

/** An entry inflates to far more than it should; the archive is not to be read any further. */
public final class ArchiveBombException extends IOException {
  private static final long serialVersionUID = 1L;

  public ArchiveBombException(String message) {
    super(message);
  }
}
