package io.granary.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal with a stable code. The message is shown to the caller: "Cannot ‹do›: ‹reason›
 * ‹value›", and holds nothing that the caller may not see.
 */
public final class GranaryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One violation in a request.
   *
   * @param pointer JSON pointer into the body, or the name of a parameter after {@code ?}
   * @param message what is wrong there
   */
  public record Violation(String pointer, String message) {}

  private final Code code;
  private final transient List<Violation> violations;
  private final @Nullable Duration retryAfter;

  /** A refusal for one reason. */
  public GranaryException(Code code, String detail) {
    this(code, detail, List.of());
  }

  /** A refusal with every violation that was found. */
  public GranaryException(Code code, String detail, List<Violation> violations) {
    super(detail);
    this.code = code;
    this.violations = List.copyOf(violations);
    this.retryAfter = null;
  }

  /** A refusal that is over after a while. */
  public GranaryException(Code code, String detail, Duration retryAfter) {
    super(detail);
    this.code = code;
    this.violations = List.of();
    this.retryAfter = retryAfter;
  }

  /** A refusal that translates a foreign exception. */
  public GranaryException(Code code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.violations = List.of();
    this.retryAfter = null;
  }

  /** Nothing of that kind and identity that the caller may see. */
  public static GranaryException notFound(String kind) {
    return new GranaryException(Code.NOT_FOUND, "Cannot find this " + kind + ".");
  }

  public Code code() {
    return code;
  }

  /** When it makes sense to try again; empty when that is not known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  public List<Violation> violations() {
    return violations;
  }
}
