package io.granary.deletion;

import io.granary.database.Deletion;
import io.granary.database.DeletionClaimRepository;
import io.granary.database.DeletionRepository;
import io.granary.storage.DeletionMessage;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up deletions that were left lying: by a message that was lost, or a run that died and could
 * not say so. Whoever is asked for twice does nothing the second time.
 */
@Singleton
public final class DeletionSweep {
  private static final Logger LOG = LoggerFactory.getLogger(DeletionSweep.class);

  /** Then one that has removed nothing ends as an error. */
  private static final int MOST = 5;

  private final DeletionRepository deletions;
  private final DeletionClaimRepository claims;
  private final DeletionFailures failures;
  private final Queues queues;
  private final DeletionConfig config;
  private final InstantSource clock;

  DeletionSweep(
      DeletionRepository deletions,
      DeletionClaimRepository claims,
      DeletionFailures failures,
      Queues queues,
      DeletionConfig config,
      InstantSource clock) {
    this.deletions = deletions;
    this.claims = claims;
    this.failures = failures;
    this.queues = queues;
    this.config = config;
    this.clock = clock;
  }

  /** Takes up what has made no progress for a while. */
  public void run() {
    deletions.untouched(clock.instant().minus(config.sweepAfter())).forEach(this::takeUp);
  }

  /** Goes on with everything at once, after a stop of all functions. */
  public void resume() {
    claims.releaseAll();
    queues.send(
        DeletionMessage.QUEUE,
        deletions.untouched(clock.instant()).stream()
            .map(deletion -> new DeletionMessage(deletion.jobId()))
            .toList());
  }

  private void takeUp(Deletion deletion) {
    if (deletion.sweeps() >= MOST && !deletion.step().isPastReturn()) {
      if (failures.end(deletion)) {
        LOG.error("Gave up a deletion that makes no progress: {}", deletion.jobId());
        // Whoever has the rights for it lets go of the dataset, and of half a backup.
        queues.send(DeletionMessage.QUEUE, List.of(new DeletionMessage(deletion.jobId())));
      }
    } else if (claims.takeUp(deletion, clock.instant())) {
      LOG.warn("Takes up a deletion that was left lying: {}", deletion.jobId());
      queues.send(DeletionMessage.QUEUE, List.of(new DeletionMessage(deletion.jobId())));
    }
  }
}
