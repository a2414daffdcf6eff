package io.granary.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Everything that is left to chance, from one seed. */
final class Choices {
  private final SplittableRandom random;

  Choices(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number within bounds, both included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T of(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  /** At most so many of them, in any order. */
  <T> List<T> some(int most, List<T> items) {
    List<T> left = new ArrayList<>(items);
    List<T> some = new ArrayList<>();
    while (some.size() < most && !left.isEmpty()) {
      some.add(left.remove(random.nextInt(left.size())));
    }
    return some;
  }

  long bits() {
    return random.nextLong();
  }

  /** A source of its own, so that one who asks more often changes nothing for others. */
  Choices split() {
    return new Choices(random.nextLong());
  }
}
