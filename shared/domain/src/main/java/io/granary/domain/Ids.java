package io.granary.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes identifiers: UUIDv7 for what a request creates, UUIDv8 for what follows from its origin.
 */
public final class Ids {
  private static final long VERSION_7 = 0x7000L;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final InstantSource clock;
  private volatile SecureRandom random;

  public Ids(InstantSource clock) {
    this(clock, new SecureRandom());
  }

  /**
   * @param random where the first random bits come from, until {@link #reseed}
   */
  public Ids(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** Takes random bits from a new source: processes that are copies of one must not agree. */
  public void reseed() {
    random = new SecureRandom();
  }

  /** A new identifier that sorts by the time of its making (RFC 9562, version 7). */
  public UUID next() {
    long high = (clock.millis() << 16) | VERSION_7 | (random.nextInt() & 0xFFFL);
    long low = VARIANT | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    return new UUID(high, low);
  }

  /**
   * The identifier that a name has within a scope: the same words give the same identifier, so that
   * work done twice writes the same rows (RFC 9562, version 8, from SHA-256).
   */
  public static UUID derived(UUID scope, String name) {
    MessageDigest digest = Sha256.digest();
    digest.update(bytes(scope));
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    return derived(hash.getLong(), hash.getLong());
  }

  /**
   * The version 8 identifier made of 122 of the given 128 bits, for callers that hash themselves.
   */
  public static UUID derived(long high, long low) {
    return new UUID((high & ~0xF000L) | VERSION_8, (low & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT);
  }

  /** Reads an identifier in its canonical form; anything else is no identifier. */
  public static Optional<UUID> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
