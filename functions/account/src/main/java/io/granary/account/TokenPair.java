package io.granary.account;

import java.time.Duration;

/**
 * What a caller is given to call with.
 *
 * @param expiresIn life of the access token in seconds
 */
record TokenPair(String accessToken, String refreshToken, String tokenType, long expiresIn) {
  static TokenPair bearer(String accessToken, String refreshToken, Duration life) {
    return new TokenPair(accessToken, refreshToken, "Bearer", life.toSeconds());
  }
}
