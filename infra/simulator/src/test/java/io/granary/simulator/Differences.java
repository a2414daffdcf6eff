package io.granary.simulator;

import io.granary.simulator.Scenario.Drop;
import java.util.ArrayList;
import java.util.List;

/** What is otherwise than it must be. */
final class Differences {
  private final List<String> found = new ArrayList<>();

  List<String> found() {
    return List.copyOf(found);
  }

  void add(String problem) {
    found.add(problem);
  }

  /** Notes a difference between two things of a drop. */
  void same(Drop drop, String what, Object expected, Object is) {
    if (!expected.equals(is)) {
      found.add("%s: %s should be %s and are %s".formatted(drop.key(), what, expected, is));
    }
  }
}
