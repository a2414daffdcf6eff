package io.granary.domain;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody has to remember: 256 random bits, for which a plain hash is enough. */
public final class Secrets {
  private static final int BYTES = 32;

  private static volatile SecureRandom random = new SecureRandom();

  private Secrets() {}

  /** A new secret, fit for a URL. */
  public static String make() {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** Takes random bits from a new source: processes that are copies of one must not agree. */
  public static void reseed() {
    reseed(new SecureRandom());
  }

  static void reseed(SecureRandom source) {
    random = source;
  }
}
