package io.granary.formats.archives;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;

/** Why an archive is not taken at all; each limit is named with the value that was met. */
final class Refusals {
  private Refusals() {}

  static GranaryException corrupt(String reason) {
    return new GranaryException(
        Code.ARCHIVE_CORRUPT, "Cannot read the archive: %s.".formatted(reason));
  }

  static GranaryException bomb(String reason) {
    return new GranaryException(
        Code.ARCHIVE_BOMB, "Cannot take the archive: %s.".formatted(reason));
  }

  static GranaryException encrypted() {
    return new GranaryException(
        Code.ARCHIVE_ENCRYPTED, "Cannot read the archive: every entry is encrypted.");
  }

  /**
   * Over a limit.
   *
   * @param what that which was met, with its value
   * @param limit its name as the settings have it
   */
  static GranaryException tooLarge(String what, String limit, long value) {
    return new GranaryException(
        Code.ARCHIVE_TOO_LARGE,
        "Cannot take the archive: %s; the limit, %s, is %d.".formatted(what, limit, value));
  }

  static GranaryException needsSeeking(String reason) {
    return new GranaryException(
        Code.ARCHIVE_NEEDS_SEEKING,
        "Cannot take the archive: %s. Send it as a ZIP or as an uncompressed TAR, which are read in parts."
            .formatted(reason));
  }
}
