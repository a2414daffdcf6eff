package io.granary.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.testing.SampleImages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Sends files by links, stops half-way, and goes on as another process would. */
final class DemoUpload {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FILM_BYTES = 20 << 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private final DemoClient client;
  private final Map<String, byte[]> files = new TreeMap<>();

  DemoUpload(DemoClient client) {
    this.client = client;
    byte[] film = new byte[FILM_BYTES];
    new Random(1).nextBytes(film);
    files.put("film.mp4", film);
    for (int i = 0; i < 12; i++) {
      files.put("images/%02d.jpg".formatted(i), SampleImages.jpeg(64, 48, i));
    }
  }

  void run() throws IOException, InterruptedException {
    List<Map<String, Object>> declared = new ArrayList<>();
    files.forEach(
        (path, content) ->
            declared.add(
                Map.of("path", path, "size", content.length, "sha256", Sha256.hex(content))));
    JsonNode started =
        Demo.expect(
            client.post(
                "/api/uploads",
                Map.of("dataset_name", "sent by links", "modality", "image", "files", declared)),
            201);
    String upload = "/api/uploads/" + started.path("id").asText();
    int first = send(started, 6);
    JsonNode missing = Demo.expect(client.get(upload), 200);
    int second = send(missing, Integer.MAX_VALUE);
    JsonNode completed = Demo.expect(client.post(upload + "/complete", Map.of()), 202);
    String status = Demo.await(client, completed.path("status_url").asText(), PATIENCE);
    Demo.say(
        "resumed upload",
        "%d pieces, then the %d that were missing; job %s".formatted(first, second, status));
  }

  private int send(JsonNode answer, int most) throws IOException, InterruptedException {
    int sent = 0;
    for (JsonNode file : answer.path("files")) {
      byte[] content = files.get(file.path("path").asText());
      for (JsonNode part : file.path("parts")) {
        if (sent < most) {
          int offset = part.path("offset").asInt();
          put(part, Arrays.copyOfRange(content, offset, offset + part.path("size").asInt()));
          sent++;
        }
      }
    }
    return sent;
  }

  private void put(JsonNode part, byte[] piece) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(part.path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(piece));
    part.path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("The link answered " + status);
    }
  }
}
