package io.granary.simulator;

import java.util.stream.LongStream;

/** Which seeds a build plays: {@code -Dsimulator.seed=N} replays one. */
final class Seeds {
  /** What a failure says. */
  static final String HOW_TO_REPLAY =
      """

      To see one again, with all its calls:
      mvn -B verify -pl infra/simulator -am -Dtest=SeedsTest -Dsurefire.failIfNoSpecifiedTests=false\
       -Dsimulator.tail=1000000 -Dsimulator.seed=""";

  private Seeds() {}

  static LongStream chosen() {
    String one = System.getProperty("simulator.seed", "");
    return one.isEmpty()
        ? LongStream.range(first(), first() + count())
        : LongStream.of(Long.parseLong(one));
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
