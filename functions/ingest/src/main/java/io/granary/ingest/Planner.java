package io.granary.ingest;

import io.granary.api.Deadline;
import io.granary.api.QueueFunction.Busy;
import io.granary.api.Quotas;
import io.granary.database.Ingest;
import io.granary.database.IngestIssueRepository;
import io.granary.database.IngestPartRepository;
import io.granary.database.IngestRepository;
import io.granary.database.JobRepository;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import io.granary.storage.ObjectChangedException;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans an ingest: reads the directory of its source, decides what kind of set it is, divides it
 * into parts and sends them out. Run again, it only sends what is not done.
 */
@Singleton
final class Planner {
  private static final int BEGUN_PERCENT = 2;

  /** An archive that cannot be planned in so long is too large; in less, nobody can tell. */
  private static final Duration ENOUGH = Duration.ofMinutes(7);

  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final IngestPartRepository parts;
  private final IngestIssueRepository found;
  private final JobRepository jobs;
  private final Plans plans;
  private final Queues queues;
  private final Failures failures;
  private final Settling settling;
  private final Quotas quotas;
  private final InstantSource clock;

  Planner(
      Jdbi jdbi,
      IngestRepository ingests,
      IngestPartRepository parts,
      IngestIssueRepository found,
      JobRepository jobs,
      Plans plans,
      Queues queues,
      Failures failures,
      Settling settling,
      Quotas quotas,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.parts = parts;
    this.found = found;
    this.jobs = jobs;
    this.plans = plans;
    this.queues = queues;
    this.failures = failures;
    this.settling = settling;
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * Plans an ingest, or goes on with one that is planned.
   *
   * @throws Busy when what came before, such as waiting for others, has left too little time
   */
  void plan(UUID ingestId, Deadline deadline) {
    Ingest ingest = ingests.find(ingestId).orElse(null);
    if (ingest == null) {
      LOG.info("Left a message alone whose dataset is gone: {}", ingestId);
      return;
    }
    switch (ingest.state()) {
      case "planning" -> {
        if (deadline.isWithin(ENOUGH)) {
          throw new Busy("There is too little time left to plan " + ingestId);
        }
        var issues = new IssueLog();
        try {
          write(ingest, issues, deadline);
        } catch (GranaryException refusal) {
          failures.fail(ingest, refusal.code(), refusal.getMessage(), issues);
          return;
        } catch (ObjectChangedException e) {
          failures.changed(ingest, e);
          return;
        } catch (IOException e) {
          throw new IllegalStateException("Cannot read the source of ingest " + ingestId, e);
        }
        send(ingest);
      }
      case "parts" -> send(ingest);
      case "done" -> finish(ingest);
      default -> {
        settling.say(ingestId);
        finish(ingest);
      }
    }
  }

  private void write(Ingest ingest, IssueLog issues, Deadline deadline) throws IOException {
    Plans.Plan plan = plans.make(ingest, issues, deadline);
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          // First, as whoever ends it does: nobody waits for two rows in another order.
          ingests.hold(handle, ingest.id());
          if (ingest.isStaged()) {
            quotas.checkBytes(handle, ingest.userId(), plan.bytes());
          } else {
            quotas.take(handle, ingest.userId(), ingest.datasetId(), plan.bytes());
          }
          plan.wantedModality().ifPresent(wanted -> ingests.want(handle, ingest, wanted));
          if (ingests.plan(handle, ingest, plan.root(), plan.modality(), plan.parts(), now)) {
            found.add(handle, ingest.id(), PartIngest.PLAN_STAGE, issues);
            jobs.progress(handle, ingest.jobId(), BEGUN_PERCENT, "planned", now);
            jobs.log(
                handle,
                ingest.jobId(),
                "info",
                "Planned %d file(s) as %d part(s), modality %s"
                    .formatted(plan.files(), plan.parts().size(), plan.modality()),
                now);
          }
        });
  }

  private void send(Ingest ingest) {
    List<Integer> open = parts.open(ingest.id());
    if (open.isEmpty()) {
      finish(ingest);
    } else {
      queues.send(
          Messages.PART_QUEUE,
          open.stream().map(part -> new Messages.Part(ingest.id(), ingest.jobId(), part)).toList());
    }
  }

  private void finish(Ingest ingest) {
    queues.send(Messages.FINISH_QUEUE, List.of(new Messages.Finish(ingest.id(), ingest.jobId())));
  }
}
