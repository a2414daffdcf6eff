package io.granary.local;

import static io.granary.local.Demo.expect;
import static io.granary.local.Demo.say;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleCoco;
import java.io.IOException;
import java.util.Map;

/** What the demo shows of working together. */
final class DemoTeam {
  private static final String GUEST = "eve";

  private final DemoClient client;
  private final DemoClient guest;

  DemoTeam(String url, DemoClient client) {
    this.client = client;
    this.guest = new DemoClient(url);
  }

  void run(String dataset) throws IOException, InterruptedException {
    models();
    strangers(dataset);
    sharing(dataset);
    description();
  }

  private void models() throws IOException, InterruptedException {
    JsonNode model = expect(client.post("/api/models", Map.of("name", "disc finder")), 201);
    String id = model.path("id").asText();
    JsonNode uploaded =
        expect(
            client.upload(
                "/api/datasets/upload",
                Map.of("dataset_name", "by hand", "model_id", id),
                "small.zip",
                SampleCoco.zip(4)),
            201);
    say(
        "upload",
        "%s with %d images"
            .formatted(
                uploaded.path("status").asText(),
                uploaded.path("upload_summary").path("images_uploaded").asInt()));
    JsonNode filled = expect(client.get("/api/models/" + id), 200);
    say(
        "models",
        "'%s' is fed by %d dataset"
            .formatted(filled.path("name").asText(), filled.path("dataset_count").asInt()));
  }

  private void strangers(String dataset) throws IOException, InterruptedException {
    int withoutToken = guest.get("/api/datasets/" + dataset).status();
    Demo.register(guest, GUEST);
    int withToken = guest.get("/api/datasets/" + dataset).status();
    if (withoutToken != 401 || withToken != 404) {
      throw new IOException("A stranger got %d and %d".formatted(withoutToken, withToken));
    }
    say("strangers", "401 without a token, 404 with one of their own");
  }

  private void sharing(String dataset) throws IOException, InterruptedException {
    String path = "/api/datasets/" + dataset;
    expect(client.put(path + "/shares/" + GUEST, Map.of("role", "viewer")), 200);
    expect(guest.get(path), 200);
    int rename = guest.put(path, Map.of("name", "mine")).status();
    if (rename != 403) {
      throw new IOException("A viewer who renames got " + rename);
    }
    JsonNode audit = expect(client.get(path + "/audit"), 200);
    say(
        "sharing",
        "a viewer looks and cannot rename; the audit has %d entries, the last '%s'"
            .formatted(
                audit.path("total").asInt(), audit.path("items").path(0).path("action").asText()));
  }

  private void description() throws IOException, InterruptedException {
    String document = client.text("/api/openapi.yml");
    long operations = document.lines().filter(line -> line.contains("operationId:")).count();
    say("description of the API", "OpenAPI 3.1 of %d operations".formatted(operations));
  }
}
