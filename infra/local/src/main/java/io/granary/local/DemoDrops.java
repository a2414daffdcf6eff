package io.granary.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import io.granary.storage.Objects;
import io.granary.testing.SampleImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Drops things as an S3 client does, and waits for the results beside them. */
final class DemoDrops {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Objects objects;
  private final String folder;

  DemoDrops(Objects objects, String username) {
    this.objects = objects;
    this.folder = "drop/%s/".formatted(username);
  }

  /** Drops a file. */
  JsonNode take(String file, byte[] content) throws IOException, InterruptedException {
    objects.replace(folder + file, content, "application/octet-stream");
    return result(file, "");
  }

  /** A folder, its mark, and a second mark after more has come. */
  void folder() throws IOException, InterruptedException {
    put("daily", 1, 6);
    JsonNode first = result("daily", "");
    put("daily", 6, 9);
    JsonNode second = result("daily", first.path("job_id").asText());
    Demo.say(
        "drop a folder",
        "ready with %d images; a second mark added %d and found %d as it was"
            .formatted(images(first), images(second), unchanged(second)));
  }

  private void put(String name, int from, int to) {
    for (int i = from; i <= to; i++) {
      objects.replace(
          "%s%s/images/%02d.jpg".formatted(folder, name, i),
          SampleImages.jpeg(64, 48, i),
          "image/jpeg");
    }
    objects.replace(folder + name + "/_SUCCESS", new byte[0], "application/octet-stream");
  }

  /** The result of a drop, once it is another than that of an earlier job. */
  private JsonNode result(String file, String earlierJob) throws IOException, InterruptedException {
    String key = folder + file + ".result.json";
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (objects.stat(key).isPresent()) {
        JsonNode result = read(key);
        if (earlierJob.isEmpty() || !result.path("job_id").asText().equals(earlierJob)) {
          return result;
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("There is no result of %s after %s".formatted(file, PATIENCE));
      }
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  private JsonNode read(String key) throws IOException {
    try (var in = objects.open(key)) {
      return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static int images(JsonNode result) {
    return result.path("upload_summary").path("images_uploaded").asInt();
  }

  private static int unchanged(JsonNode result) {
    for (JsonNode issue : result.path("upload_summary").path("issues")) {
      if (issue.path("code").asText().equals("FILE_UNCHANGED")) {
        return issue.path("count").asInt();
      }
    }
    return 0;
  }
}
