package io.granary.bigquery;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import java.io.IOException;

/**
 * Google does not let us in, or could not be asked. Its message is told when it is one of OAuth's
 * ({@code Error code …}), which has no secret in it; others hold addresses and whole answers.
 */
final class LoginException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int SERVER_ERROR = 500;

  private final transient Failure failure;

  private LoginException(Failure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** The settings cannot be used, so that trying again does not help. */
  static LoginException unusable(String why, Throwable cause) {
    return new LoginException(new Failure(Failure.Fault.UNUSABLE, "", why, null), cause);
  }

  /**
   * The credentials could not be turned into a token. Google's library cannot read every answer
   * that is an error, and then throws what has nothing to do with it.
   */
  static LoginException of(Exception cause) {
    Failure.Fault fault = isPassing(cause) ? Failure.Fault.PASSING : Failure.Fault.DENIED;
    return new LoginException(
        new Failure(fault, "", "Google gave us no access token" + told(cause), null), cause);
  }

  private static boolean isPassing(Exception exception) {
    if (exception instanceof RuntimeException) {
      return true;
    }
    for (Throwable e = exception; e != null; e = e.getCause()) {
      if (e instanceof HttpResponseException response) {
        return response.getStatusCode() >= SERVER_ERROR || response.getStatusCode() == 429;
      }
      if (e instanceof Retryable retryable && retryable.isRetryable()) {
        return true;
      }
      if (e instanceof java.net.SocketException
          || e instanceof java.net.SocketTimeoutException
          || e instanceof java.net.UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static String told(Exception exception) {
    for (Throwable e = exception; e != null; e = e.getCause()) {
      String message = e.getMessage();
      if (message != null && message.startsWith("Error code ")) {
        return ": " + message.substring("Error code ".length());
      }
    }
    return "";
  }

  Failure failure() {
    return failure;
  }
}
