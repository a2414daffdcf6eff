package io.granary.media;

/** A file that calls itself a picture and cannot be one that decodes. */
public final class CorruptImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptImageException(String message) {
    super(message);
  }

  CorruptImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
