package io.granary.bigquery;

import com.google.api.services.bigquery.Bigquery;
import io.granary.bigquery.Failure.Fault;
import io.granary.bigquery.Time.Until;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * Sends requests, each of which can be sent again: those that only ask, and those that make a job
 * of a told id. What may be gone the next time is tried again, at most as often as the settings
 * say, after pauses that double and of which a random half is left out. When many have failed in a
 * row, none is sent for a while; see {@link Breaker}.
 */
final class Calls {
  /** Which copies of one process do not share. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clients clients;
  private final BigQueryConfig config;
  private final Time time;
  private final Breaker breaker;

  Calls(Clients clients, BigQueryConfig config, Time time, Breaker breaker) {
    this.clients = clients;
    this.config = config;
    this.time = time;
    this.breaker = breaker;
  }

  /** One request. */
  interface Request<T> {
    T send(Bigquery client) throws IOException;
  }

  /** The moment at which all that begins now should have ended. */
  Until patience() {
    return within(config.patience());
  }

  Until within(Duration duration) {
    return time.after(duration);
  }

  /** Sends a request until it is answered, or does not help, or it is late. */
  <T> T call(Request<T> request, Until until) throws CallFailedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return breaker.send(request, clients::get);
      } catch (IOException | IllegalArgumentException e) {
        Failure failure = Failure.of(e);
        if (failure.fault() != Fault.PASSING
            || breaker.isOpen()
            || !pause(attempt, failure, until)) {
          throw new CallFailedException(failure, e);
        }
      }
    }
  }

  /**
   * Waits before the attempt that follows one.
   *
   * @return whether there is to be another
   */
  boolean pause(int attempt, Failure failure, Until until) throws CallFailedException {
    Duration most = config.pause().multipliedBy(1L << (attempt - 1));
    Duration pause = most.minusNanos(RANDOM.nextLong(most.toNanos() / 2 + 1));
    Duration told = failure.retryAfter();
    if (told != null && told.compareTo(pause) > 0) {
      pause = told;
    }
    if (attempt >= config.attempts() || pause.compareTo(until.left()) >= 0) {
      return false;
    }
    await(pause);
    return true;
  }

  /** Waits a little before an answer that is not there yet is asked for again. */
  void awaitMore() throws CallFailedException {
    await(config.pause());
  }

  private void await(Duration pause) throws CallFailedException {
    try {
      time.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailedException(
          new Failure(Fault.PASSING, "", "the wait for it was interrupted", null), e);
    }
  }
}
