package io.granary.deletion.backup;

/** The run must end soon; another goes on. */
final class OutOfTimeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
