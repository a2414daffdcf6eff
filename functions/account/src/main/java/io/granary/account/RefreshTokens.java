package io.granary.account;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.domain.Secrets;
import io.granary.domain.Sha256;
import io.granary.storage.KeyValues;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens in families: each use gives the next token of the family; a token that was used
 * before ends its family, since somebody has a copy. Only hashes are stored.
 */
@Singleton
final class RefreshTokens {
  /** What its keys in the table begin with. */
  static final String KEYS = "refresh#";

  private static final Duration LIFE = Duration.ofDays(30);

  private final KeyValues table;
  private final Ids ids;
  private final InstantSource clock;

  RefreshTokens(KeyValues table, Ids ids, InstantSource clock) {
    this.table = table;
    this.ids = ids;
    this.clock = clock;
  }

  /** Who a used token belongs to, when its family began, and the token that follows it. */
  record Rotation(UUID userId, Instant beganAt, String next) {}

  /** The first token of a new family. */
  String begin(UUID userId) {
    String family = ids.next().toString();
    String secret = Secrets.make();
    table.put(
        key(family),
        Map.of(
            "user_id", userId.toString(),
            "secret", Sha256.hex(secret),
            "began_at", clock.instant().toString()),
        clock.instant().plus(LIFE));
    return family + "." + secret;
  }

  /**
   * Uses a token once.
   *
   * @throws GranaryException AUTHENTICATION_REQUIRED when it is not the family's newest, unknown or
   *     over
   */
  Rotation rotate(String token) {
    String family = family(token);
    Map<String, String> stored =
        table
            .find(key(family))
            .filter(values -> values.containsKey("began_at"))
            .orElseThrow(RefreshTokens::refused);
    String next = Secrets.make();
    boolean swapped =
        table.swap(
            key(family),
            "secret",
            Sha256.hex(token.substring(family.length() + 1)),
            Sha256.hex(next),
            clock.instant().plus(LIFE));
    if (!swapped) {
      table.delete(key(family));
      throw refused();
    }
    return new Rotation(
        UUID.fromString(stored.get("user_id")),
        Instant.parse(stored.get("began_at")),
        family + "." + next);
  }

  /** Ends the family of a token; one that is unknown has ended already. */
  void end(String token) {
    table.delete(key(family(token)));
  }

  private static String family(String token) {
    int dot = token.indexOf('.');
    Optional<UUID> family = dot < 0 ? Optional.empty() : Ids.parse(token.substring(0, dot));
    return family.orElseThrow(RefreshTokens::refused).toString();
  }

  private static String key(String family) {
    return KEYS + family;
  }

  private static GranaryException refused() {
    return new GranaryException(
        Code.AUTHENTICATION_REQUIRED, "Cannot refresh: the token is not valid any more.");
  }
}
