package io.granary.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** What happens at a time. */
final class Timeline {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::time).thenComparing(Entry::number));
  private int added;

  private record Entry(Instant time, int number, Runnable action) {}

  void at(Instant time, Runnable action) {
    entries.add(new Entry(time, added++, action));
  }

  /** Does what is due; says whether there was anything. */
  boolean fire(Instant now) {
    boolean some = false;
    while (!entries.isEmpty() && !entries.peek().time().isAfter(now)) {
      entries.remove().action().run();
      some = true;
    }
    return some;
  }

  Stream<Instant> times() {
    return entries.stream().map(Entry::time).limit(1);
  }
}
