package io.granary.account;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.storage.KeyValues;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Lets nobody guess passwords: ten attempts in a quarter of an hour from one address. */
@Singleton
final class LoginAttempts {
  /** What its keys in the table begin with. */
  static final String KEYS = "login#";

  private static final int MOST = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final KeyValues table;
  private final InstantSource clock;

  LoginAttempts(KeyValues table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * Counts an attempt, whether it will succeed or not.
   *
   * @throws GranaryException TOO_MANY_ATTEMPTS
   */
  void count(String username, String address) {
    Instant now = clock.instant();
    long window = now.getEpochSecond() / WINDOW.toSeconds();
    Instant end = Instant.ofEpochSecond((window + 1) * WINDOW.toSeconds());
    String key = KEYS + "%s#%s#%d".formatted(username.toLowerCase(Locale.ROOT), address, window);
    if (table.increment(key, end) > MOST) {
      throw new GranaryException(
          Code.TOO_MANY_ATTEMPTS,
          "Cannot log in now: there were more than %d attempts.".formatted(MOST),
          Duration.between(now, end));
    }
  }
}
