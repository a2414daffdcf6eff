package io.granary.simulator;

import io.granary.simulator.ObjectStore.Created;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Tells of objects under {@code drop/} as S3 does: late, in any order, and more than once. */
final class DropEvents {
  private static final String PREFIX = "drop/";
  private static final String QUEUE = "ingest";

  private final World world;
  private final String bucket;
  private final Weather weather;

  DropEvents(World world, String bucket) {
    this.world = world;
    this.bucket = bucket;
    this.weather = world.weather();
  }

  void created(Created created) {
    if (!created.key().startsWith(PREFIX)) {
      return;
    }
    Choices choices = world.choices();
    int copies = weather.events(choices);
    String body = body(created);
    for (int i = 0; i < copies; i++) {
      int most = (int) weather.eventDelay().toMillis();
      world.messages().send(QUEUE, body, Duration.ofMillis(choices.below(most + 1)));
    }
  }

  private String body(Created created) {
    return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put",\
        "s3":{"bucket":{"name":"%s"},\
        "object":{"key":"%s","size":%d,"eTag":"%s","sequencer":"%s"}}}]}"""
        .formatted(
            bucket,
            URLEncoder.encode(created.key(), StandardCharsets.UTF_8),
            created.object().bytes().length,
            created.object().etag().replace("\"", ""),
            sequencer(created.write()));
  }

  /** Rises with the writes of a key, and is of another length now and then. */
  static String sequencer(int write) {
    String digits = String.format(Locale.ROOT, "%014X", 0x5AED6DCD90L + 16L * 5 * write);
    return digits.replaceFirst("0+$", "");
  }
}
