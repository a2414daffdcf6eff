package io.granary.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One run of everything, from one seed: who goes on, what goes wrong, and when. Only one invocation
 * runs at a time; the others stand before a call.
 */
final class World {
  private static final Duration CALL = Duration.ofMillis(1);
  private static final Pattern CHANGE =
      Pattern.compile("commit|insert|update|delete|copy|s3 (put|copy|delete|complete)|sqs");
  private static final String SAMPLE = "s3 put raw/";
  private static final int MOST_STEPS = 200_000;

  private final Weather weather;
  private final Choices choices;
  private final VirtualClock clock = new VirtualClock();
  private final Trace trace = new Trace(clock);
  private final ObjectStore objects;
  private final MessageStore messages;
  private final Timeline timeline = new Timeline();
  private final Crowd crowd = new Crowd(trace);
  private final List<Source> sources = new ArrayList<>();
  private final List<Runnable> invariants = new ArrayList<>();
  private final List<Throwable> told = new ArrayList<>();
  private FaultPlan faults = FaultPlan.NONE;
  private int calls;
  private long changes;
  private long transactionsEnded;
  private boolean isChanged;

  World(long seed, Weather weather) {
    this.weather = weather;
    this.choices = new Choices(seed);
    this.objects = new ObjectStore(clock);
    this.messages = new MessageStore(clock);
  }

  /** Something that begins invocations, such as a queue with its function. */
  interface Source {
    /** What could begin now. */
    Stream<Runnable> startable();

    /** When something could begin by itself. */
    Stream<Instant> times();
  }

  /** What a call does. */
  interface Effect<T, E extends Exception> {
    T run() throws E;
  }

  /** How a call fails. */
  interface Breakage<E extends Exception> {
    E of(Fault fault);
  }

  Weather weather() {
    return weather;
  }

  Choices choices() {
    return choices;
  }

  VirtualClock clock() {
    return clock;
  }

  Trace trace() {
    return trace;
  }

  ObjectStore objects() {
    return objects;
  }

  MessageStore messages() {
    return messages;
  }

  Timeline timeline() {
    return timeline;
  }

  int calls() {
    return calls;
  }

  /** How many calls were such that change something. */
  long changes() {
    return changes;
  }

  void faults(FaultPlan plan) {
    faults = plan;
  }

  void add(Source source) {
    sources.add(source);
  }

  /** Adds what must hold after every step that has changed something. */
  void add(Runnable invariant) {
    invariants.add(invariant);
  }

  /** What functions have said went wrong. */
  List<Throwable> told() {
    return told;
  }

  void tell(Throwable failure) {
    told.add(failure);
  }

  /** The invocations that are running. */
  Crowd crowd() {
    return crowd;
  }

  /** Makes a call of the current invocation; of a test that looks or prepares, just its effect. */
  <T, E extends Exception> T call(String what, Effect<T, E> effect, Breakage<E> breakage) throws E {
    Optional<Invocation> current = Invocation.current();
    if (current.isEmpty()) {
      return effect.run();
    }
    Invocation caller = current.get();
    if (caller.isDead()) {
      throw new SimulatedCrash();
    }
    caller.pause();
    calls++;
    clock.advance(CALL);
    if (what.startsWith(SAMPLE) && weather.write().isPositive()) {
      caller.sleepUntil(clock.instant().plus(weather.write()));
      caller.pause();
    }
    Fault fault = faults.of(caller, calls, what);
    trace.call(caller.name(), fault == Fault.NONE ? what : what + " -> " + fault);
    if (isChange(what)) {
      isChanged = true;
      changes++;
    }
    if (fault == Fault.NONE) {
      return effect.run();
    }
    if (fault.hasEffect()) {
      unheard(effect);
    }
    if (fault.isError()) {
      throw breakage.of(fault);
    }
    if (fault.isCrash()) {
      caller.die();
      throw new SimulatedCrash();
    }
    caller.hang();
    caller.pause();
    throw new IllegalStateException("A call that hangs has returned");
  }

  /** Whether a call changes what others see, now or with the commit that follows. */
  static boolean isChange(String call) {
    return CHANGE.matcher(call).lookingAt();
  }

  /** Has an effect whose outcome nobody is told. */
  private static void unheard(Effect<?, ?> effect) {
    try {
      effect.run();
    } catch (Exception _) {
      // The caller is told of a broken connection, or of nothing.
    }
  }

  /** Lets the current invocation stand until another has ended a transaction. */
  void awaitTransaction(Invocation waiting) {
    trace.add(waiting.name(), "waits for a lock");
    waiting.awaitTransaction(transactionsEnded);
    waiting.pause();
  }

  /** Locks are free that were not. */
  void transactionEnded() {
    transactionsEnded++;
  }

  /** Lets everything happen until nothing is left to do. */
  void run() {
    for (int steps = 0; step(); steps++) {
      if (steps == MOST_STEPS) {
        throw new IllegalStateException("The world does not come to rest");
      }
    }
  }

  private boolean step() {
    if (timeline.fire(clock.instant())) {
      isChanged = true;
    }
    isChanged |= crowd.endOverdue(clock.instant());
    List<Runnable> options = new ArrayList<>();
    for (Invocation each : crowd.ready(clock.instant(), transactionsEnded)) {
      options.add(() -> crowd.proceed(each));
    }
    sources.stream().flatMap(Source::startable).forEach(options::add);
    if (!options.isEmpty()) {
      choices.of(options).run();
    } else if (!passTime()) {
      return false;
    }
    if (isChanged) {
      isChanged = false;
      invariants.forEach(Runnable::run);
    }
    return true;
  }

  /** Ends what is still running, for a world that is left early. */
  void close() {
    crowd.close();
  }

  /** Moves on to when something happens by itself; false when nothing will. */
  private boolean passTime() {
    if (crowd.isInDeadlock()) {
      crowd.endDeadlock(choices);
      return true;
    }
    Optional<Instant> next =
        Stream.of(crowd.times(), timeline.times(), sources.stream().flatMap(Source::times))
            .flatMap(times -> times)
            .min(Instant::compareTo);
    next.ifPresent(clock::advanceTo);
    return next.isPresent();
  }
}
