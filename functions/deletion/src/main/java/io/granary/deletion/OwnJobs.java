package io.granary.deletion;

import io.granary.api.Announcements;
import io.granary.database.IngestFailures;
import io.granary.database.IngestRepository;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.JobRepository.Filter;
import io.granary.storage.DeletionMessage;
import io.granary.storage.IngestMessage;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Ends the jobs of a dataset that is to go. Whoever is still at one cannot commit what it does: a
 * job that has ended takes nothing more, so that nobody has to be waited for.
 */
@Singleton
final class OwnJobs {
  private static final int PAGE = 100;
  private static final String BY = "the deletion of its dataset";

  private final Jdbi jdbi;
  private final JobRepository jobs;
  private final IngestRepository ingests;
  private final IngestFailures failures;
  private final Queues queues;
  private final Announcements announcements;
  private final InstantSource clock;

  OwnJobs(
      Jdbi jdbi,
      JobRepository jobs,
      IngestRepository ingests,
      IngestFailures failures,
      Queues queues,
      Announcements announcements,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.jobs = jobs;
    this.ingests = ingests;
    this.failures = failures;
    this.queues = queues;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Cancels all that have not ended, except deletions. */
  void cancel(UUID dataset) {
    List<Job> open = new ArrayList<>();
    do {
      open.forEach(this::cancel);
      open = open(dataset);
    } while (!open.isEmpty());
  }

  private List<Job> open(UUID dataset) {
    List<Job> open = new ArrayList<>();
    for (String status : List.of("pending", "running")) {
      jobs.list(new Filter(null, null, status, dataset), null, null, PAGE).stream()
          .filter(job -> !DeletionMessage.KINDS.contains(job.kind()))
          .forEach(open::add);
    }
    return open;
  }

  private void cancel(Job job) {
    Optional<io.granary.database.Ingest> ingest = ingests.ofJob(job.id());
    jdbi.useTransaction(
        handle -> {
          boolean ended =
              ingest.isPresent() && failures.cancel(handle, ingest.get(), BY, clock.instant());
          if (!ended) {
            jobs.cancel(handle, job.id(), BY, clock.instant());
          }
        });
    // What follows the end of an ingest is done by whoever has the rights for it.
    ingest.ifPresentOrElse(
        each -> queues.send(IngestMessage.QUEUE, List.of(new IngestMessage(each.id(), job.id()))),
        () -> announcements.tell(job.id()));
  }
}
