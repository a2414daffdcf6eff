package io.granary.storage;

import io.granary.json.Json;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Tells the bus what has ended. An event may arrive more than once. */
@Singleton
public final class Events {
  private static final String SOURCE = "granary";

  private final EventsConfig config;
  private final Provider<EventBridgeClient> client;

  public Events(EventsConfig config, Provider<EventBridgeClient> client) {
    this.config = config;
    this.client = client;
  }

  /**
   * Something that has happened.
   *
   * @param type such as {@code granary.dataset.ready}
   * @param detail what becomes the JSON of the event
   */
  public record Event(String type, Object detail) {}

  /** Whether there is a bus. */
  public boolean hasListeners() {
    return config.bus() != null;
  }

  /**
   * Puts up to ten events on the bus; without a bus, nothing.
   *
   * @throws IllegalStateException when the bus has not taken all of them; it may have taken some
   */
  public void put(List<Event> events) {
    if (!hasListeners() || events.isEmpty()) {
      return;
    }
    PutEventsResponse answer =
        client.get().putEvents(put -> put.entries(events.stream().map(this::entry).toList()));
    if (answer.failedEntryCount() > 0) {
      throw new IllegalStateException(
          "Cannot put %d of %d events: %s"
              .formatted(
                  answer.failedEntryCount(),
                  events.size(),
                  answer.entries().stream().map(PutEventsResultEntry::errorCode).toList()));
    }
  }

  private PutEventsRequestEntry entry(Event event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(config.bus())
        .source(SOURCE)
        .detailType(event.type())
        .detail(Json.write(event.detail()))
        .build();
  }
}
