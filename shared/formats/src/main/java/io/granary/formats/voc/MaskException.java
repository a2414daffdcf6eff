package io.granary.formats.voc;

/** A picture is not one of masks; its message says why. */
final class MaskException extends Exception {
  private static final long serialVersionUID = 1;

  MaskException(String message) {
    super(message);
  }

  MaskException(String message, Throwable cause) {
    super(message, cause);
  }
}
