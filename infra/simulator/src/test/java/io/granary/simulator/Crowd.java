package io.granary.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The invocations of a world that have begun and not ended. */
final class Crowd {
  private final Trace trace;
  private final List<Invocation> alive = new ArrayList<>();

  Crowd(Trace trace) {
    this.trace = trace;
  }

  /** Begins an invocation, which runs once it is chosen. */
  void begin(Invocation invocation) {
    trace.add(invocation.name(), "begins");
    alive.add(invocation);
  }

  /** How many there are whose names begin so. */
  int count(String prefix) {
    return (int) alive.stream().filter(each -> each.name().startsWith(prefix)).count();
  }

  /** Those that stand before a call that they could make. */
  List<Invocation> ready(Instant now, long transactionsEnded) {
    return alive.stream().filter(each -> each.canProceed(now, transactionsEnded)).toList();
  }

  /** When something happens to one of them by itself. */
  Stream<Instant> times() {
    return alive.stream().map(Invocation::nextTime);
  }

  /** Lets one go on to its next call. */
  void proceed(Invocation invocation) {
    invocation.waitsNoLonger();
    invocation.proceed();
    if (invocation.isEnded()) {
      alive.remove(invocation);
      trace.add(invocation.name(), invocation.isDead() ? "is dead" : "ends");
      invocation.escaped().ifPresent(Crowd::fail);
    }
  }

  private static void fail(Throwable escaped) {
    throw new IllegalStateException("Something escaped from an invocation", escaped);
  }

  /** Ends those whose time is over; says whether there were any. */
  boolean endOverdue(Instant now) {
    boolean some = false;
    for (Invocation each : List.copyOf(alive)) {
      if (!each.deadline().isAfter(now)) {
        trace.add(each.name(), "is out of time");
        each.die();
        proceed(each);
        some = true;
      }
    }
    return some;
  }

  /** Whether all wait for each other. */
  boolean isInDeadlock() {
    return !alive.isEmpty() && alive.stream().allMatch(Invocation::isWaiting);
  }

  /** Does as the database, which finds it out. */
  void endDeadlock(Choices choices) {
    Invocation victim = choices.of(alive);
    trace.add(victim.name(), "is in a deadlock");
    victim.deadlock();
    proceed(victim);
  }

  /** Ends all of them. */
  void close() {
    for (Invocation each : List.copyOf(alive)) {
      each.die();
      each.proceed();
    }
    alive.clear();
  }
}
