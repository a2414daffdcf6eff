package io.granary.simulator;

import java.time.Duration;
import java.util.List;

/**
 * How often things go wrong in a world: once in so many times, or never where that is 0.
 *
 * @param fault of calls
 * @param stale of deliveries, whose message is seen again while it is worked on
 * @param lostDelete of messages that were done and come again
 * @param duplicate of S3 events
 * @param mostCopies of such an event
 * @param eventDelay the longest that an S3 event takes
 * @param ticks how often the clock calls before all is done
 * @param lastFaultyReceive a message that was received more often than this is worked on in peace
 */
record Weather(
    int fault,
    int stale,
    int lostDelete,
    int duplicate,
    int mostCopies,
    Duration eventDelay,
    int ticks,
    int lastFaultyReceive) {
  static final Weather CALM = new Weather(0, 0, 0, 0, 1, Duration.ZERO, 0, 0);

  /** The weather of a seed. */
  static Weather of(long seed) {
    var choices = new Choices(seed * 31 + 7);
    return new Weather(
        choices.of(List.of(0, 15, 30, 60, 120)),
        choices.of(List.of(0, 0, 3, 8)),
        choices.of(List.of(0, 0, 3, 8)),
        choices.of(List.of(0, 0, 1, 2)),
        choices.of(List.of(2, 3, 5, 50)),
        choices.of(List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(60))),
        choices.of(List.of(0, 0, 6)),
        3);
  }

  static boolean strikes(Choices choices, int oneIn) {
    return oneIn > 0 && choices.oneIn(oneIn);
  }
}
