package io.granary.simulator;

import java.time.Duration;
import java.util.List;

/**
 * How often things go wrong in a world: once in so many times, or never where that is 0.
 *
 * @param fault of calls
 * @param stale of deliveries, whose message is seen again while it is worked on
 * @param lostDelete of messages that were done and come again
 * @param duplicate of S3 events and messages
 * @param copies that there are of such an event
 * @param messageCopies that there are of such a message
 * @param concurrency the least number of batches of each queue that may be under way at once
 * @param eventDelay the longest that an S3 event takes
 * @param write how long an object of a sample takes to be written
 * @param ticks how often the clock calls before all is done
 * @param lastFaultyReceive a message that was received more often than this is worked on in peace
 */
record Weather(
    int fault,
    int stale,
    int lostDelete,
    int duplicate,
    int copies,
    int messageCopies,
    int concurrency,
    Duration eventDelay,
    Duration write,
    int ticks,
    int lastFaultyReceive) {
  static final Weather CALM =
      new Weather(0, 0, 0, 0, 1, 1, 0, Duration.ofSeconds(60), Duration.ZERO, 0, 0);

  /** The weather of a seed. */
  static Weather of(long seed) {
    var choices = new Choices(seed * 31 + 7);
    return new Weather(
        choices.of(List.of(0, 15, 30, 60, 120)),
        choices.of(List.of(0, 0, 3, 8)),
        choices.of(List.of(0, 0, 3, 8)),
        choices.of(List.of(0, 0, 2, 4, 8)),
        choices.of(List.of(2, 2, 3, 5)),
        choices.of(List.of(1, 2, 3)),
        0,
        Duration.ofSeconds(choices.of(List.of(0, 1, 60))),
        Duration.ofSeconds(choices.of(List.of(0, 0, 0, 20, 40))),
        choices.of(List.of(0, 0, 6)),
        3);
  }

  /** Nothing goes wrong by itself. */
  static Weather hopeful() {
    return new Weather(0, 0, 0, 0, 1, 1, 0, Duration.ZERO, Duration.ZERO, 0, 1);
  }

  /** Every event so many times, worked on by so many at once. */
  static Weather storm(int copies, int concurrency) {
    return new Weather(
        0, 0, 0, 1, copies, 1, concurrency, Duration.ofSeconds(1), Duration.ZERO, 0, 0);
  }

  /** Nothing goes wrong, but it takes long to write an object. */
  static Weather slow(Duration write) {
    return new Weather(0, 0, 0, 0, 1, 1, 0, Duration.ZERO, write, 0, 0);
  }

  static boolean strikes(Choices choices, int oneIn) {
    return oneIn > 0 && choices.oneIn(oneIn);
  }

  /** How many there are of the next event. */
  int events(Choices choices) {
    return strikes(choices, duplicate) ? copies : 1;
  }

  /** How many there are of the next message. */
  int messages(Choices choices) {
    return strikes(choices, duplicate) ? messageCopies : 1;
  }
}
