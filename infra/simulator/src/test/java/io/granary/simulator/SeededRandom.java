package io.granary.simulator;

import java.security.SecureRandom;

/** Random bits that follow from the seed of the world that is running. */
final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private transient Choices choices = new Choices(0);

  void follow(Choices next) {
    choices = next;
  }

  @Override
  public int nextInt() {
    return (int) choices.bits();
  }

  @Override
  public long nextLong() {
    return choices.bits();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    throw new UnsupportedOperationException("Nothing here asks for bytes");
  }
}
