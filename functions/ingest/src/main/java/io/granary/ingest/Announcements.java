package io.granary.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.database.IngestEndRepository;
import io.granary.database.IngestEndRepository.End;
import io.granary.storage.Events;
import io.granary.storage.Events.Event;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ends of ingests on the bus, so that nobody has to poll: what became of the dataset and
 * what of the job. It is noted after the bus has taken them, so that a crash in between tells them
 * twice and never not at all.
 */
@Singleton
final class Announcements {
  private final IngestEndRepository ends;
  private final Events events;

  Announcements(IngestEndRepository ends, Events events) {
    this.ends = ends;
    this.events = events;
  }

  /** The detail of an event. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Detail(
      UUID datasetId,
      UUID jobId,
      String owner,
      String name,
      String status,
      @Nullable String code) {}

  /**
   * Tells how the newest attempt at an ingest has ended, if it has; a second call tells nothing.
   */
  void tell(UUID ingest) {
    if (!events.hasListeners()) {
      return;
    }
    ends.untold(ingest)
        .ifPresent(
            end -> {
              boolean completed = end.jobStatus().equals("completed");
              List<Event> told = new ArrayList<>();
              // A dataset that was not to be added to is what it was.
              if (completed || end.datasetStatus().equals("error")) {
                told.add(event("granary.dataset." + end.datasetStatus(), end, end.datasetStatus()));
              }
              told.add(
                  event(
                      completed ? "granary.job.completed" : "granary.job.failed",
                      end,
                      end.jobStatus()));
              events.put(told);
              ends.markTold(end);
            });
  }

  private static Event event(String type, End end, String status) {
    return new Event(
        type,
        new Detail(end.datasetId(), end.jobId(), end.owner(), end.name(), status, end.code()));
  }
}
