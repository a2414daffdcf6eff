package io.granary.bigquery;

import com.google.api.services.bigquery.Bigquery;
import dev.failsafe.CircuitBreaker;
import io.granary.bigquery.Failure.Fault;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends nothing for a while after requests have failed so often in a row that BigQuery seems to be
 * gone: whoever asks then is told at once. After the while one request is let through, which
 * decides whether all others are. What BigQuery refuses is no failure here, only what may be gone
 * the next time. Any number of threads may ask.
 */
final class Breaker {
  /** So many failures in a row; one more than the usual attempts of one request. */
  static final int FAILURES = 5;

  private final Duration rest;
  private final CircuitBreaker<Object> circuit;

  /**
   * @param rest how long nothing is sent
   */
  Breaker(Duration rest) {
    this.rest = rest;
    this.circuit =
        CircuitBreaker.builder()
            .withFailureThreshold(FAILURES)
            .withSuccessThreshold(1)
            .withDelay(rest)
            .build();
  }

  /** How the client is come by. */
  interface Opening {
    Bigquery get() throws IOException;
  }

  /**
   * Sends a request once.
   *
   * @throws CallFailedException when it was not sent, because BigQuery seems to be gone
   */
  <T> T send(Calls.Request<T> request, Opening client) throws IOException, CallFailedException {
    if (!circuit.tryAcquirePermit()) {
      throw new CallFailedException(resting());
    }
    boolean isThere = true;
    try {
      return request.send(client.get());
    } catch (IOException | IllegalArgumentException e) {
      isThere = Failure.of(e).fault() != Fault.PASSING;
      throw e;
    } finally {
      if (isThere) {
        circuit.recordSuccess();
      } else {
        circuit.recordFailure();
      }
    }
  }

  /** Whether nothing is sent now, so that there is nothing to wait for. */
  boolean isOpen() {
    return circuit.isOpen();
  }

  private Failure resting() {
    Duration left = circuit.getRemainingDelay();
    return new Failure(
        Fault.PASSING,
        "",
        "it has failed %d times in a row, and is left alone for %d ms"
            .formatted(FAILURES, rest.toMillis()),
        Duration.ofSeconds(left.toSeconds() + 1));
  }
}
