package io.granary.bigquery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes by waiting only. */
final class FakeTime implements Time {
  private final List<Duration> pauses = new ArrayList<>();
  private long nanos;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    nanos += duration.toNanos();
  }

  List<Duration> pauses() {
    return pauses;
  }
}
