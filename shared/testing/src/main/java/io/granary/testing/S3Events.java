package io.granary.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Makes the events that S3 sends (user guide, event message structure 2.1). */
public final class S3Events {
  private S3Events() {}

  /**
   * An object was created.
   *
   * @param key as it is; the event has it form-url-encoded
   * @param sequencer hexadecimal, in the order of writes of this key
   */
  public static Map<String, Object> created(String bucket, String key, String sequencer) {
    Map<String, Object> object =
        Map.of("key", URLEncoder.encode(key, StandardCharsets.UTF_8), "sequencer", sequencer);
    return Map.of(
        "Records",
        List.of(
            Map.of(
                "eventVersion", "2.1",
                "eventSource", "aws:s3",
                "eventName", "ObjectCreated:Put",
                "s3", Map.of("bucket", Map.of("name", bucket), "object", object))));
  }
}
