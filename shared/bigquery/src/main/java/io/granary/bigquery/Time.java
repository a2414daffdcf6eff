package io.granary.bigquery;

import java.time.Duration;

/** The time that passes, and waiting for it to pass. */
interface Time {
  /** That of this machine. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  /** Nanoseconds since some moment. */
  long nanos();

  void pause(Duration duration) throws InterruptedException;

  /** The moment after so long. */
  default Until after(Duration duration) {
    return new Until(this, nanos() + duration.toNanos());
  }

  /** A moment to come. */
  record Until(Time time, long nanos) {
    /** How long it is until then; negative when it is over. */
    Duration left() {
      return Duration.ofNanos(nanos - time.nanos());
    }

    boolean isOver() {
      return !left().isPositive();
    }
  }
}
