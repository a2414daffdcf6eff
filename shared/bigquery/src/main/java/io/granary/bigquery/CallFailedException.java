package io.granary.bigquery;

/** A request that failed, after as many attempts as it may have. */
final class CallFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  CallFailedException(Failure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  CallFailedException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }

  Failure.Fault fault() {
    return failure.fault();
  }
}
