package io.granary.formats.archives;

import java.util.zip.Inflater;

/** What inflating takes, for one entry after the other: an inflater and what it is fed from. */
final class Inflation implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final Inflater inflater = new Inflater(true);
  private final byte[] input = new byte[BUFFER];

  /** The inflater as new, for another entry. */
  Inflater begin() {
    inflater.reset();
    return inflater;
  }

  byte[] input() {
    return input;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
