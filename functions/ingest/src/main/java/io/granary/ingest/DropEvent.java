package io.granary.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * That an object was created, as S3 tells it (user guide, event message structure).
 *
 * @param key as it is; S3 has it form-url-encoded
 * @param etag unquoted; empty when the event does not say
 */
record DropEvent(String key, String sequencer, String etag) {
  /**
   * Reads an event message; the test event that S3 sends when a notification is set up has no
   * records, and records of other events say nothing here.
   *
   * @throws IllegalArgumentException when a key is not encoded as it should be
   */
  static List<DropEvent> read(JsonNode message) {
    List<DropEvent> events = new ArrayList<>();
    for (JsonNode each : message.path("Records")) {
      JsonNode object = each.path("s3").path("object");
      if (each.path("eventName").asText().startsWith("ObjectCreated:")
          && object.path("key").isTextual()) {
        events.add(
            new DropEvent(
                URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8),
                object.path("sequencer").asText(),
                object.path("eTag").asText()));
      }
    }
    return events;
  }
}
