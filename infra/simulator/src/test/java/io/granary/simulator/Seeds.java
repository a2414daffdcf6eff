package io.granary.simulator;

import java.util.stream.LongStream;

/** Which seeds a build plays: {@code -Dsimulator.seed=N} replays one. */
final class Seeds {
  private Seeds() {}

  static LongStream chosen() {
    String one = System.getProperty("simulator.seed", "");
    return one.isEmpty()
        ? LongStream.range(first(), first() + count())
        : LongStream.of(Long.parseLong(one));
  }

  /** Whether only one seed is to be seen again. */
  static boolean isReplay() {
    return !System.getProperty("simulator.seed", "").isEmpty();
  }

  static long first() {
    return Long.getLong("simulator.first", 1);
  }

  static int count() {
    return Integer.getInteger("simulator.seeds", 200);
  }

  /** Whether there is time for everything. */
  static boolean isThorough() {
    return count() >= 10_000;
  }
}
