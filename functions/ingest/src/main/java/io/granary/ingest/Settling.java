package io.granary.ingest;

import io.granary.api.Announcements;
import io.granary.database.AddedRepository;
import io.granary.database.Drop;
import io.granary.database.DropRepository;
import io.granary.database.Ingest;
import io.granary.database.IngestRepository;
import io.granary.database.IngestSweepRepository;
import io.granary.ingest.Messages.Mark;
import io.granary.ingest.Messages.Waiting;
import io.granary.storage.IngestMessage;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Does what follows the end of an ingest and lies outside of the database: the source moves to the
 * dataset, the result is written beside the drop, the bus is told, and a mark that had to wait is
 * taken. All of it may be repeated; the sweeper does so until it was done once.
 */
@Singleton
final class Settling {
  private final Jdbi jdbi;
  private final IngestRepository ingests;
  private final AddedRepository added;
  private final IngestSweepRepository sweeps;
  private final DropRepository drops;
  private final Results results;
  private final Announcements announcements;
  private final SourceMove sources;
  private final Queues queues;
  private final InstantSource clock;

  Settling(
      Jdbi jdbi,
      IngestRepository ingests,
      AddedRepository added,
      IngestSweepRepository sweeps,
      DropRepository drops,
      Results results,
      Announcements announcements,
      SourceMove sources,
      Queues queues,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ingests = ingests;
    this.added = added;
    this.sweeps = sweeps;
    this.drops = drops;
    this.results = results;
    this.announcements = announcements;
    this.sources = sources;
    this.queues = queues;
    this.clock = clock;
  }

  /** Does everything that follows the end of an ingest; nothing when it has not ended. */
  void settle(UUID ingestId) {
    Ingest ingest = ingests.find(ingestId).filter(found -> !found.isOpen()).orElse(null);
    if (ingest == null) {
      return;
    }
    boolean hasMade = ingest.state().equals("done") && !ingest.dryRun();
    if (hasMade) {
      sources.keep(ingest);
    }
    if (hasMade || ingest.dryRun()) {
      // Before it is said: who hears of the end may put the next files there at once.
      sources.clear(ingest);
    }
    say(ingestId);
    if (ingest.dryRun()) {
      jdbi.useTransaction(handle -> added.clear(handle, ingest.id()));
    }
    takeWaiting();
    sweeps.settle(ingest.id(), ingest.jobId(), clock.instant());
  }

  /** Says how an ingest has ended, to those who wait for it. */
  void say(UUID ingestId) {
    results.writeFor(ingestId);
    ingests.find(ingestId).ifPresent(ingest -> announcements.tell(ingest.jobId()));
  }

  /** Asks for everything that follows an end, where the rights for it are. */
  void ask(UUID ingestId, UUID job) {
    queues.send(Messages.FINISH_QUEUE, List.of(new Messages.Finish(ingestId, job)));
  }

  /** Takes the marks that wait for nothing any more. */
  void takeWaiting() {
    List<Drop> waiting = drops.waiting();
    if (!waiting.isEmpty()) {
      queues.send(
          IngestMessage.QUEUE,
          waiting.stream().map(d -> new Waiting(new Mark(d.key(), d.sequencer()))).toList());
    }
  }
}
