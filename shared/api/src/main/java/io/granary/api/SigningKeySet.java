package io.granary.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/**
 * The keys that access tokens are signed with: private EC P-256 keys as a JWK set (RFC 7517), each
 * with the time it was made as {@code iat}. A key is published before it signs, and verifies after
 * it has signed, so that it is replaced without anybody noticing: the newest that is at least ten
 * minutes old signs, all of them verify.
 */
public final class SigningKeySet {
  /** A set without keys, from which {@link #rotated} makes a first one. */
  public static final String EMPTY = "{\"keys\": []}";

  /** How long a key is published before it signs; longer than a replaced secret goes unnoticed. */
  static final Duration NOTICE = Duration.ofMinutes(10);

  /** When the next key is made. */
  static final Duration KEY_LIFE = Duration.ofDays(30);

  /** How long a key verifies after the last of its tokens; somebody may have kept an older set. */
  static final Duration GRACE = Duration.ofHours(1);

  private final List<ECKey> keys;

  /**
   * @param keys newest first
   */
  private SigningKeySet(List<ECKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads a set that can sign.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static SigningKeySet parse(String set) {
    List<ECKey> keys = keys(set);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("Cannot sign tokens: there is no private key with id");
    }
    return new SigningKeySet(keys);
  }

  /** Whether a text is a set that can sign. */
  public static boolean isOne(String text) {
    try {
      return !keys(text).isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * What a set is to be now: with a new key when the newest is 30 days old or there is none,
   * without those whose last token is over since an hour. The same text when nothing changes.
   *
   * @param tokenLife how long a token is valid
   * @throws IllegalArgumentException when the text is no JWK set of EC keys
   */
  public static String rotated(String set, Instant now, Duration tokenLife) {
    List<ECKey> before = keys(set);
    List<ECKey> after = new ArrayList<>(before);
    if (before.isEmpty() || !madeAt(before.getFirst()).plus(KEY_LIFE).isAfter(now)) {
      after.addFirst(made(now));
    }
    for (int i = after.size() - 1; i > 0; i--) {
      Instant lastSigned = madeAt(after.get(i - 1)).plus(NOTICE);
      if (lastSigned.plus(tokenLife).plus(GRACE).isBefore(now)) {
        after.remove(i);
      }
    }
    return after.equals(before) ? set : new JWKSet(List.<JWK>copyOf(after)).toString(false);
  }

  /**
   * The public halves of a set's keys, which may be known to everybody.
   *
   * @throws IllegalArgumentException when the text is no set with keys
   */
  public static String publicSet(String set) {
    return VerifyingKeySet.parse(set).text();
  }

  private static ECKey made(Instant now) {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyIDFromThumbprint(true)
          .issueTime(Date.from(now))
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Cannot make a signing key", e);
    }
  }

  private static List<ECKey> keys(String set) {
    try {
      return JWKSet.parse(set).getKeys().stream()
          .map(JWK::toECKey)
          .filter(key -> key.isPrivate() && key.getKeyID() != null)
          // Of two that say no time the first counts as the newer.
          .sorted(Comparator.comparing(SigningKeySet::madeAt).reversed())
          .toList();
    } catch (ParseException | ClassCastException _) {
      // Without its cause, whose message may have the text.
      throw new IllegalArgumentException(
          "Cannot read the signing keys: they are no JWK set of EC keys");
    }
  }

  static Instant madeAt(ECKey key) {
    return key.getIssueTime() == null ? Instant.EPOCH : key.getIssueTime().toInstant();
  }

  /** The key that signs at a time. */
  ECKey signing(Instant now) {
    return keys.stream()
        .filter(key -> !madeAt(key).plus(NOTICE).isAfter(now))
        .findFirst()
        .orElseGet(keys::getLast);
  }

  /** All keys, newest first. */
  List<ECKey> all() {
    return keys;
  }
}
