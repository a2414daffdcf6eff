package io.granary.domain;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody has to remember: 256 random bits, for which a plain hash is enough. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private Secrets() {}

  /** A new secret, fit for a URL. */
  public static String make() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
