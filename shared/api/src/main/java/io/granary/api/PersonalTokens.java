package io.granary.api;

import io.granary.database.PersonalTokenRepository;
import io.granary.domain.GranaryException;
import io.granary.domain.Secrets;
import io.granary.domain.Sha256;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;

/** Makes and checks personal access tokens: 256 random bits behind a mark that tells them apart. */
@Singleton
public final class PersonalTokens {
  private static final String MARK = "granary_pat_";

  private final PersonalTokenRepository tokens;
  private final InstantSource clock;

  PersonalTokens(PersonalTokenRepository tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  static boolean isOne(String token) {
    return token.startsWith(MARK);
  }

  /**
   * Whose a token is.
   *
   * @throws GranaryException AUTHENTICATION_REQUIRED when it is nobody's or has expired
   */
  UUID owner(String token) {
    return tokens.owner(hash(token), clock.instant()).orElseThrow(AccessTokens::refused);
  }

  /** A new token; it is to be shown once and stored as its hash. */
  public static String make() {
    return MARK + Secrets.make();
  }

  /** What is stored of a token. Its bits are random, so that a plain hash is enough. */
  public static String hash(String token) {
    return Sha256.hex(token);
  }
}
