package io.granary.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.database.JobEndRepository;
import io.granary.database.JobEndRepository.End;
import io.granary.storage.Events;
import io.granary.storage.Events.Event;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ends of jobs on the bus, so that nobody has to poll: what became of the job, and for an
 * ingest of its dataset. It is noted after the bus has taken them, so that a crash in between tells
 * them twice and never not at all.
 */
@Singleton
public final class Announcements {
  private static final String INGEST = "ingest";

  private final JobEndRepository ends;
  private final Events events;
  private final InstantSource clock;

  Announcements(JobEndRepository ends, Events events, InstantSource clock) {
    this.ends = ends;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The detail of an event.
   *
   * @param kind of the job; null in what is told of a dataset
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Detail(
      UUID datasetId,
      UUID jobId,
      @Nullable String kind,
      String owner,
      String name,
      String status,
      @Nullable String code) {}

  /** Tells how a job has ended, if it has; a second call tells nothing. */
  public void tell(UUID job) {
    if (!events.hasListeners()) {
      return;
    }
    ends.untold(job)
        .ifPresent(
            end -> {
              boolean completed = end.jobStatus().equals("completed");
              List<Event> told = new ArrayList<>();
              // A dataset that was not to be added to is what it was.
              if (end.kind().equals(INGEST) && (completed || end.datasetStatus().equals("error"))) {
                told.add(
                    event(
                        "granary.dataset." + end.datasetStatus(), end, null, end.datasetStatus()));
              }
              told.add(
                  event(
                      completed ? "granary.job.completed" : "granary.job.failed",
                      end,
                      end.kind(),
                      end.jobStatus()));
              events.put(told);
              ends.markTold(end, clock.instant());
            });
  }

  private static Event event(String type, End end, @Nullable String kind, String status) {
    return new Event(
        type,
        new Detail(
            end.datasetId(), end.jobId(), kind, end.owner(), end.name(), status, end.code()));
  }
}
