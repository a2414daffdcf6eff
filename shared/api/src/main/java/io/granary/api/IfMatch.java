package io.granary.api;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller believes of the resource to be changed (RFC 9110, section 13.1.1).
 *
 * @param revision the revision that the resource must have; null when any will do
 */
public record IfMatch(@Nullable Long revision) {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  /**
   * @throws GranaryException IF_MATCH_REQUIRED when it is required and absent
   */
  static IfMatch of(String header, boolean isRequired) {
    if (isRequired && header.isEmpty()) {
      throw new GranaryException(
          Code.IF_MATCH_REQUIRED,
          "Cannot change it blindly: send If-Match with the ETag that you have read.");
    }
    if (header.isEmpty() || header.equals("*")) {
      return new IfMatch(null);
    }
    Matcher tag = TAG.matcher(header);
    // What is no tag of ours matches no revision.
    return new IfMatch(tag.matches() ? Long.parseLong(tag.group(1)) : -1L);
  }

  /** The tag of a revision, as the header ETag has it. */
  public static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /**
   * Gives what a conditional change has changed.
   *
   * @throws GranaryException PRECONDITION_FAILED when it has changed nothing
   */
  public <T> T require(Optional<T> changed) {
    return changed.orElseThrow(
        () ->
            new GranaryException(
                Code.PRECONDITION_FAILED,
                "Cannot change it: it is not at revision %s any more.".formatted(revision)));
  }
}
