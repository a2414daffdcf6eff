package io.granary.simulator;

import io.granary.testing.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. */
final class VirtualClock implements InstantSource {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /** What a function sees that has to end at a time. */
  TestContext until(Instant deadline) {
    return new TestContext(
        "simulated", () -> (int) Math.max(0, Duration.between(now, deadline).toMillis()));
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  /** Moves on to a time; one that is past changes nothing. */
  void advanceTo(Instant time) {
    now = time.isAfter(now) ? time : now;
  }
}
