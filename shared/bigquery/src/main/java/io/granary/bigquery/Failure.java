package io.granary.bigquery;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.bigquery.model.ErrorProto;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why BigQuery did not do something.
 *
 * @param reason its word for it, see https://cloud.google.com/bigquery/docs/error-messages; empty
 *     when it said none
 * @param message what it said, in one line of at most 1,000 characters
 * @param retryAfter when it wants to be asked again
 */
record Failure(Fault fault, String reason, String message, @Nullable Duration retryAfter) {
  private static final int LONGEST = 1000;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Set<String> PASSING =
      Set.of(
          "backendError",
          "internalError",
          "jobBackendError",
          "jobInternalError",
          "jobRateLimitExceeded",
          "quotaExceeded",
          "rateLimitExceeded",
          "tableUnavailable",
          "userRateLimitExceeded");
  private static final Set<String> ENDED = Set.of("stopped", "timeout");
  private static final Set<String> DENIED = Set.of("accessDenied", "billingNotEnabled", "blocked");
  private static final Set<String> QUERY = Set.of("invalidQuery", "responseTooLarge");

  /** An answer that is not one. */
  static final Failure UNREADABLE =
      new Failure(Fault.PASSING, "", "the answer cannot be read", null);

  Failure {
    String line = message.strip().replaceAll("\\s+", " ");
    message = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** What kind of failure it is. */
  enum Fault {
    /** It may be gone the next time. */
    PASSING,
    DENIED,
    ABSENT,
    /** The job is there already. */
    DUPLICATE,
    /** The query would read more than it may. */
    TOO_MANY_BYTES,
    /** The job was cancelled, or took too long for what was allowed. */
    ENDED,
    /** The query, or what else was asked for, cannot be done. */
    INVALID,
    /** We are set up wrongly. */
    UNUSABLE
  }

  /** Whether the dataset is missing, or its project, and not only what was looked for in it. */
  boolean isOfTheDataset() {
    return fault == Fault.ABSENT
        && (message.startsWith("Not found: Dataset ") || message.startsWith("Not found: Project "));
  }

  /** What is told by the exception of a request. */
  static Failure of(Exception exception) {
    return switch (exception) {
      case GoogleJsonResponseException e when e.getDetails() != null -> answered(e);
      case HttpResponseException e ->
          new Failure(
              fault(e.getStatusCode(), ""), "", "HTTP status " + e.getStatusCode(), retryAfter(e));
      case LoginException e -> e.failure();
      case IOException e ->
          new Failure(Fault.PASSING, "", "there was no answer: " + described(e), null);
      default -> UNREADABLE;
    };
  }

  /** What is told of a job that has ended. */
  static Failure of(ErrorProto error) {
    String reason = orEmpty(error.getReason());
    int status = reason.equals("notFound") ? 404 : 400;
    return new Failure(fault(status, reason), reason, orEmpty(error.getMessage()), null);
  }

  private static Failure answered(GoogleJsonResponseException exception) {
    GoogleJsonError details = exception.getDetails();
    String reason = "";
    String message = orEmpty(details.getMessage());
    if (details.getErrors() != null && !details.getErrors().isEmpty()) {
      reason = orEmpty(details.getErrors().getFirst().getReason());
      message = message.isEmpty() ? orEmpty(details.getErrors().getFirst().getMessage()) : message;
    }
    return new Failure(
        fault(exception.getStatusCode(), reason), reason, message, retryAfter(exception));
  }

  private static Fault fault(int status, String reason) {
    if (PASSING.contains(reason) || status == 429 || status == 408 || status >= 500) {
      return Fault.PASSING;
    } else if (reason.equals("bytesBilledLimitExceeded")) {
      return Fault.TOO_MANY_BYTES;
    } else if (ENDED.contains(reason)) {
      return Fault.ENDED;
    } else if (QUERY.contains(reason)) {
      return Fault.INVALID;
    } else if (DENIED.contains(reason) || status == 401 || status == 403) {
      return Fault.DENIED;
    } else if (status == 404) {
      return Fault.ABSENT;
    }
    return status == 409 ? Fault.DUPLICATE : Fault.INVALID;
  }

  /**
   * From the header of that name, in seconds; other forms of it, and too long ones, are ignored.
   */
  private static @Nullable Duration retryAfter(HttpResponseException exception) {
    String header = exception.getHeaders() == null ? null : exception.getHeaders().getRetryAfter();
    if (header == null || !header.matches("[0-9]{1,6}")) {
      return null;
    }
    Duration told = Duration.ofSeconds(Long.parseLong(header));
    return told.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : told;
  }

  private static String described(IOException exception) {
    String kind = exception.getClass().getSimpleName().replace("Exception", "");
    return kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
