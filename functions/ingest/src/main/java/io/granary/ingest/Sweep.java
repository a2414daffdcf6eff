package io.granary.ingest;

import io.granary.database.DropResultRepository;
import io.granary.database.IngestSweepRepository;
import io.granary.database.IngestSweepRepository.Attempt;
import io.granary.storage.IngestMessage;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what was left lying: by a message that was lost, by a function that died and could not
 * say so, by a crash between a commit and what was to follow it. Everything that it asks for may be
 * asked for twice.
 */
@Singleton
public final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** Then it ends as an error: with a first pause of 20 minutes, after 21 hours. */
  private static final int MOST = 5;

  /** What is to follow an end is tried for so long. */
  private static final Duration SETTLING = Duration.ofDays(3);

  private final Jdbi jdbi;
  private final IngestSweepRepository sweeps;
  private final DropResultRepository drops;
  private final Results results;
  private final Settling settling;
  private final Failures failures;
  private final Queues queues;
  private final IngestConfig config;
  private final InstantSource clock;

  Sweep(
      Jdbi jdbi,
      IngestSweepRepository sweeps,
      DropResultRepository drops,
      Results results,
      Settling settling,
      Failures failures,
      Queues queues,
      IngestConfig config,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.sweeps = sweeps;
    this.drops = drops;
    this.results = results;
    this.settling = settling;
    this.failures = failures;
    this.queues = queues;
    this.config = config;
    this.clock = clock;
  }

  /** Takes up what has not been touched for a while. */
  public void run() {
    sweeps.untouched(config.sweepAfter(), clock.instant()).forEach(this::takeUp);
    follow(config.sweepAfter());
  }

  /** Goes on with everything at once, after a stop of all functions. */
  public void resume() {
    List<IngestMessage> open =
        sweeps.untouched(Duration.ZERO, clock.instant()).stream()
            .map(attempt -> new IngestMessage(attempt.ingestId(), attempt.jobId()))
            .toList();
    queues.send(IngestMessage.QUEUE, open);
    follow(Duration.ZERO);
  }

  private void takeUp(Attempt attempt) {
    if (attempt.sweeps() >= MOST) {
      if (!sweeps.isUntouched(attempt)) {
        return;
      }
      LOG.error("Gave up an ingest that makes no progress: {}", attempt.ingestId());
      failures.stuck(attempt.ingestId(), attempt.jobId());
      return;
    }
    if (jdbi.inTransaction(handle -> sweeps.takeUp(handle, attempt, clock.instant()))) {
      LOG.warn("Takes up an ingest that was left lying: {}", attempt.ingestId());
      queues.send(
          IngestMessage.QUEUE, List.of(new IngestMessage(attempt.ingestId(), attempt.jobId())));
    }
  }

  private void follow(Duration pause) {
    Instant now = clock.instant();
    queues.send(
        Messages.FINISH_QUEUE,
        sweeps.unsettled(now.minus(SETTLING), now.minus(pause)).stream()
            .map(ended -> new Messages.Finish(ended.ingestId(), ended.jobId()))
            .toList());
    drops.unwritten(now.minus(pause)).stream()
        .filter(drop -> drop.ingestId() == null)
        .forEach(results::write);
    settling.takeWaiting();
  }
}
