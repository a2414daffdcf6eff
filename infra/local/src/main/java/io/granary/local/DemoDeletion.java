package io.granary.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleCoco;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Gets rid of a set with a backup, takes it back, and makes an equal one of the backup. */
final class DemoDeletion {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAME = "mistake";

  private final DemoClient client;
  private final DemoDrops drops;

  DemoDeletion(DemoClient client, DemoDrops drops) {
    this.client = client;
    this.drops = drops;
  }

  void run() throws IOException, InterruptedException {
    String path =
        "/api/datasets/" + drops.take(NAME + ".zip", SampleCoco.zip(6)).path("dataset_id").asText();
    JsonNode impact = Demo.expect(client.get(path + "/deletion-impact"), 200);
    Demo.say(
        "deletion impact",
        "%d images, %d annotations, %d project, %d bytes, %d blocker(s)"
            .formatted(
                impact.path("images_count").asInt(),
                impact.path("annotations_count").asInt(),
                impact.path("projects_count").asInt(),
                impact.path("storage_bytes").asLong(),
                impact.path("blockers").size()));
    JsonNode deleted = delete(path);
    JsonNode backup = Demo.expect(client.get(deleted.path("backup_url").asText()), 200);
    byte[] archive = download(backup.path("url").asText());
    Demo.say(
        "delete with backup",
        "%d images hidden until %s; the backup has %d entries in %d bytes"
            .formatted(
                deleted.at("/deletion_summary/images_deleted").asInt(),
                deleted.path("restore_until").asText().substring(0, 10),
                entries(archive),
                archive.length));
    Demo.expect(client.get(path), 404);
    JsonNode restored = Demo.expect(client.post(path + "/restore", Map.of()), 200);
    Demo.say(
        "restore",
        "%s is back with %d samples and %d annotations"
            .formatted(
                restored.path("name").asText(),
                restored.path("total_samples").asInt(),
                restored.path("annotation_count").asInt()));
    again(archive, backup);
    purge(path);
  }

  private JsonNode delete(String path) throws IOException, InterruptedException {
    JsonNode accepted =
        Demo.expect(client.post(path + "/delete", Map.of("confirm_dataset_name", NAME)), 202);
    String job = accepted.path("status_url").asText();
    String status = Demo.await(client, job, PATIENCE);
    JsonNode ended = Demo.expect(client.get(job), 200);
    if (!status.equals("completed")) {
      throw new IOException("The deletion has ended otherwise: " + ended);
    }
    return ended.path("result");
  }

  private void again(byte[] archive, JsonNode backup) throws IOException, InterruptedException {
    JsonNode result = drops.take("from-backup.zip", archive);
    boolean isEqual =
        !result
            .path("upload_summary")
            .path("issues")
            .findValuesAsText("code")
            .contains("BACKUP_DIFFERS");
    if (!result.path("status").asText().equals("ready") || !isEqual) {
      throw new IOException("The backup makes another dataset: " + result);
    }
    Demo.say(
        "backup dropped again",
        "an equal dataset, digest %s…"
            .formatted(
                HexFormat.of()
                    .formatHex(HexFormat.of().parseHex(backup.path("digest").asText()), 0, 4)));
  }

  private void purge(String path) throws IOException, InterruptedException {
    Demo.expect(
        client.post(path + "/delete", Map.of("confirm_dataset_name", NAME, "create_backup", false)),
        200);
    JsonNode summary =
        Demo.expect(
                client.post(
                    path + "/delete",
                    Map.of(
                        "confirm_dataset_name", NAME, "create_backup", false, "permanent", true)),
                200)
            .path("deletion_summary");
    Demo.say(
        "delete for good",
        "%d objects, %d bytes freed"
            .formatted(
                summary.path("s3_keys_count").asInt(),
                summary.path("storage_bytes_freed").asLong()));
  }

  private static byte[] download(String url) throws IOException {
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  private static int entries(byte[] archive) throws IOException {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      int count = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        count++;
      }
      return count;
    }
  }
}
