package io.granary.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What has happened in a world, in the same words whenever the same happens. */
final class Trace {
  private final VirtualClock clock;
  private final List<String> lines = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();

  Trace(VirtualClock clock) {
    this.clock = clock;
  }

  void add(String who, String what) {
    lines.add(
        "%d %s: %s"
            .formatted(
                Duration.between(VirtualClock.START, clock.instant()).toMillis(), who, what));
  }

  /** A call, which is something that can go wrong. */
  void call(String who, String what) {
    calls.add(what);
    add(who, what);
  }

  /** All calls in their order. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** The last lines. */
  String tail(int count) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
