package io.granary.media;

/** A picture with more pixels than are taken. */
public final class ImageTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ImageTooLargeException(String message) {
    super(message);
  }
}
