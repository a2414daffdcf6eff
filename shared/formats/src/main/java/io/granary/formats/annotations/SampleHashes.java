package io.granary.formats.annotations;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What the bytes of samples are, by 64 bits of their SHA-256. */
final class SampleHashes {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int DIGITS = 16;
  private static final long UNKNOWN = 0;

  private long[] hashes = new long[1024];

  /** Notes what a sample is; a text that is no SHA-256 says nothing. */
  void put(int sample, String sha256) {
    if (sample >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(sample + 1, hashes.length * 2));
    }
    hashes[sample] = key(sha256);
  }

  boolean isOther(int sample, String sha256) {
    long wanted = key(sha256);
    return wanted != UNKNOWN && hashes[sample] != UNKNOWN && wanted != hashes[sample];
  }

  private static long key(String sha256) {
    return SHA256.matcher(sha256).matches()
        ? Long.parseUnsignedLong(sha256, 0, DIGITS, 16)
        : UNKNOWN;
  }
}
