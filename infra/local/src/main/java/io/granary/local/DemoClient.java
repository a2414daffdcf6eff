package io.granary.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A caller of the API over HTTP, as any client would be. */
final class DemoClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private @Nullable String token;

  DemoClient(String url) {
    this.url = url;
  }

  /** A status and the JSON that came with it. */
  record Answer(int status, JsonNode json) {}

  void signIn(String bearer) {
    token = bearer;
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Answer post(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body))));
  }

  Answer put(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(Json.write(body))));
  }

  /** What a path answers, as text. */
  String text(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString()).body();
  }

  /** Sends fields and one file as a form. */
  Answer upload(String path, Map<String, String> fields, String fileName, byte[] content)
      throws IOException, InterruptedException {
    String boundary = "granary-" + UUID.randomUUID();
    var head = new StringBuilder();
    fields.forEach(
        (name, value) ->
            head.append(
                """
                --%s\r
                Content-Disposition: form-data; name="%s"\r
                \r
                %s\r
                """
                    .formatted(boundary, name, value)));
    head.append(
        """
        --%s\r
        Content-Disposition: form-data; name="files"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(boundary, fileName));
    String tail = "\r\n--%s--\r\n".formatted(boundary);
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head.toString()),
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofString(tail))));
  }

  /** Reads what a path leads to, and what a link gives. */
  byte[] follow(String path) throws IOException, InterruptedException {
    HttpResponse<Void> lead = http.send(request(path).GET().build(), BodyHandlers.discarding());
    String link =
        lead.headers()
            .firstValue("Location")
            .orElseThrow(
                () -> new IOException("%s answered %d".formatted(path, lead.statusCode())));
    HttpResponse<byte[]> content =
        http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray());
    if (content.statusCode() != 200) {
      throw new IOException("The link of %s answered %d".formatted(path, content.statusCode()));
    }
    return content.body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    String body = new String(response.body(), StandardCharsets.UTF_8);
    return new Answer(response.statusCode(), Json.tree(body.isEmpty() ? "null" : body));
  }
}
