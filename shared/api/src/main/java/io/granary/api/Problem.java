package io.granary.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import java.util.List;

/** An error answer, as RFC 9457 and with our stable code. */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    Code code,
    String requestId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {
  /** The media type of the answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(GranaryException refusal, String instance, String requestId) {
    return of(refusal.code(), refusal.getMessage(), instance, requestId, refusal.violations());
  }

  static Problem of(
      Code code, String detail, String instance, String requestId, List<Violation> violations) {
    return new Problem(
        "about:blank",
        code.sentence(),
        code.status(),
        detail,
        instance,
        code,
        requestId,
        violations);
  }
}
