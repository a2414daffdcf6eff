package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Uploads as a client does that knows nothing but what it is answered. */
final class Sender {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ApiClient client;
  private final Map<String, byte[]> files = new TreeMap<>();

  Sender(ApiClient client) {
    this.client = client;
  }

  ApiClient client() {
    return client;
  }

  Sender file(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /** What is said of the files, with their hashes. */
  List<Map<String, Object>> declared() {
    List<Map<String, Object>> declared = new ArrayList<>();
    files.forEach(
        (path, content) ->
            declared.add(
                Map.of("path", path, "size", content.length, "sha256", Sha256.hex(content))));
    return declared;
  }

  /** Begins an upload of the files, and gives the answer. */
  JsonNode start(Map<String, Object> fields) {
    Map<String, Object> body = new HashMap<>(fields);
    body.put("files", declared());
    Answer answer = client.post("/api/uploads", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  /** Sends everything that an answer has links to, and gives how many pieces that was. */
  int send(JsonNode answer) {
    int sent = 0;
    for (JsonNode file : answer.path("files")) {
      for (JsonNode part : file.path("parts")) {
        assertThat(put(part, piece(file, part))).isEqualTo(200);
        sent++;
      }
    }
    return sent;
  }

  byte[] piece(JsonNode file, JsonNode part) {
    byte[] content = files.get(file.path("path").asText());
    int offset = part.path("offset").asInt();
    return Arrays.copyOfRange(content, offset, offset + part.path("size").asInt());
  }

  /** Starts, sends all, and completes. */
  Answer upload(Map<String, Object> fields) {
    JsonNode started = start(fields);
    send(started);
    return complete(started.path("id").asText());
  }

  Answer get(String upload) {
    return client.get("/api/uploads/" + upload);
  }

  Answer complete(String upload) {
    return client.post("/api/uploads/%s/complete".formatted(upload), "");
  }

  Answer abort(String upload) {
    return client.delete("/api/uploads/" + upload);
  }

  static int put(JsonNode part, byte[] content) {
    Map<String, String> headers = new HashMap<>();
    part.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return put(part.path("url").asText(), headers, content);
  }

  static int put(String url, Map<String, String> headers, byte[] content) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofByteArray(content));
    headers.forEach(request::header);
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot send to the store", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sending", e);
    }
  }
}
