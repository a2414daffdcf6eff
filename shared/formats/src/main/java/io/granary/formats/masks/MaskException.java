package io.granary.formats.masks;

/** A picture is not one of masks; its message says why. */
public final class MaskException extends Exception {
  private static final long serialVersionUID = 1;

  public MaskException(String message) {
    super(message);
  }

  MaskException(String message, Throwable cause) {
    super(message, cause);
  }
}
