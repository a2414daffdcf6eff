package io.granary.zetasql;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chances, all from one seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 on. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends belong to it. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  long number() {
    return random.nextLong();
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Some of them, in another order. */
  <T> List<T> some(List<T> all, int count) {
    List<T> left = new ArrayList<>(all);
    List<T> taken = new ArrayList<>();
    while (taken.size() < count && !left.isEmpty()) {
      taken.add(left.remove(below(left.size())));
    }
    return taken;
  }
}
