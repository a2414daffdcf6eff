package io.granary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.AwsStandIn.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stands in for EventBridge: keeps what is put on its buses. */
public final class EventServer implements AutoCloseable {
  private final AwsStandIn server;
  private final List<JsonNode> entries = new ArrayList<>();
  private int refusals;

  private EventServer() throws IOException {
    this.server = AwsStandIn.start(this::answer);
  }

  public static EventServer start() throws IOException {
    return new EventServer();
  }

  private synchronized Reply answer(String action, JsonNode asked) {
    List<Map<String, String>> results = new ArrayList<>();
    int failed = 0;
    for (JsonNode entry : asked.path("Entries")) {
      if (refusals > 0) {
        failed++;
        results.add(Map.of("ErrorCode", "InternalFailure", "ErrorMessage", "try again"));
      } else {
        entries.add(entry);
        results.add(Map.of("EventId", Integer.toString(entries.size())));
      }
    }
    refusals = Math.max(0, refusals - 1);
    return action.equals("PutEvents")
        ? Reply.good(Map.of("FailedEntryCount", failed, "Entries", results))
        : Reply.error("InvalidAction");
  }

  /** What was put, in its order: EventBusName, Source, DetailType, and Detail as a text. */
  public synchronized List<JsonNode> entries() {
    return List.copyOf(entries);
  }

  /** Takes none of the entries of the next calls. */
  public synchronized void refuseNext(int calls) {
    refusals = calls;
  }

  public URI url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
