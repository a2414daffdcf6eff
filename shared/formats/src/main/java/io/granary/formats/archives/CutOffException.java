package io.granary.formats.archives;

import java.io.IOException;

/** The archive ends where it should go on; what came before is good. */
final class CutOffException extends IOException {
  private static final long serialVersionUID = 1L;

  CutOffException(String message) {
    super(message);
  }
}
