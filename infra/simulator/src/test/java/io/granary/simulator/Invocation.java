package io.granary.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs in a process of its own, in a thread that goes on only when it is told to and
 * stops at its next call.
 */
final class Invocation {
  private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();
  private static final int PATIENCE_SECONDS = 60;

  private final String name;
  private final Instant deadline;
  private final boolean mayBreak;
  private final List<SimulatedConnection> connections = new ArrayList<>();
  private final Semaphore go = new Semaphore(0);
  private final Semaphore back = new Semaphore(0);
  private final Thread thread;
  private boolean hangs;
  private boolean dead;
  private boolean ended;
  private boolean isVictim;
  private long waitsSince = -1;
  private Instant sleepsUntil = Instant.EPOCH;
  private @Nullable Throwable escaped;

  /**
   * @param deadline when Lambda ends it
   * @param mayBreak whether its calls may go wrong
   */
  Invocation(String name, Instant deadline, boolean mayBreak, Runnable work) {
    this.name = name;
    this.deadline = deadline;
    this.mayBreak = mayBreak;
    this.thread = Thread.ofPlatform().daemon().name("simulated-" + name).unstarted(() -> run(work));
  }

  /** The one that the calling thread belongs to; none for a test that looks or prepares. */
  static Optional<Invocation> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  String name() {
    return name;
  }

  Instant deadline() {
    return deadline;
  }

  boolean isEnded() {
    return ended;
  }

  /** Whether its process died; nothing that it asks for happens any more. */
  boolean isDead() {
    return dead;
  }

  boolean mayBreak() {
    return mayBreak;
  }

  /** Its call does not return any more. */
  void hang() {
    hangs = true;
  }

  /** It waits for another to end a transaction, of which so many have ended. */
  void awaitTransaction(long endedSoFar) {
    waitsSince = endedSoFar;
  }

  /** Its call takes until then. */
  void sleepUntil(Instant time) {
    sleepsUntil = time;
  }

  /** When something happens to it by itself. */
  Instant nextTime() {
    return !hangs && sleepsUntil.isBefore(deadline) && sleepsUntil.isAfter(Instant.EPOCH)
        ? sleepsUntil
        : deadline;
  }

  boolean canProceed(Instant now, long endedSoFar) {
    return !hangs && !sleepsUntil.isAfter(now) && waitsSince < endedSoFar;
  }

  boolean isWaiting() {
    return waitsSince >= 0;
  }

  void waitsNoLonger() {
    waitsSince = -1;
    sleepsUntil = Instant.EPOCH;
  }

  /** The database ends its transaction, because others wait for it as it waits for them. */
  void deadlock() {
    isVictim = true;
  }

  /** Whether it was so since this was asked. */
  boolean wasVictim() {
    boolean was = isVictim;
    isVictim = false;
    return was;
  }

  /** What ended it, if that was neither its own end nor a crash. */
  Optional<Throwable> escaped() {
    return Optional.ofNullable(escaped);
  }

  void opened(SimulatedConnection connection) {
    connections.add(connection);
  }

  void closed(SimulatedConnection connection) {
    connections.remove(connection);
  }

  /** Lets it run up to its next call, or to its end. */
  void proceed() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      go.release();
    }
    try {
      if (!back.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        var stuck = new IllegalStateException("%s neither calls nor ends".formatted(name));
        stuck.setStackTrace(thread.getStackTrace());
        throw stuck;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Hands control back until it is told to go on; called by its own thread. */
  void pause() {
    back.release();
    go.acquireUninterruptibly();
    if (dead) {
      throw new SimulatedCrash();
    }
  }

  /** Ends its process: the database takes back what was not committed. */
  void die() {
    dead = true;
    hangs = false;
    for (SimulatedConnection connection : List.copyOf(connections)) {
      connection.lose();
    }
    connections.clear();
  }

  private void run(Runnable work) {
    CURRENT.set(this);
    try {
      work.run();
    } catch (SimulatedCrash _) {
      // As a process ends: without a word.
    } catch (Throwable e) {
      escaped = e;
    } finally {
      ended = true;
      back.release();
    }
  }
}
