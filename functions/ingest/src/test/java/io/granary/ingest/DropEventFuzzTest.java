package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.json.Json;
import io.granary.testing.S3Events;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as a message of the queue that S3 writes to. */
final class DropEventFuzzTest {
  static List<byte[]> seeds() {
    return List.of(
        bytes(Json.write(S3Events.created("b", "drop/ann/a b+c.zip", "0A1B"))),
        bytes("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}"),
        bytes("{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\"}]}"),
        bytes(
            "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"object\":"
                + "{\"key\":\"drop/%E5%86%99/%zz\"}}}]}"),
        bytes("{\"Records\":7}"),
        bytes("[]"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreEventsOrAreRefused(byte[] body) {
    try {
      for (DropEvent event : DropEvent.read(Json.tree(new String(body, StandardCharsets.UTF_8)))) {
        assertThat(event.sequencer()).isNotNull();
        assertThat(event.etag()).isNotNull();
        DropKey.parse(event.key());
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      assertThat(e).hasMessageNotContaining("Index");
    }
  }
}
