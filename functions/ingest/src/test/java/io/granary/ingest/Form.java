package io.granary.ingest;

import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A multipart form in the making. */
final class Form {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Form field(String name, String value) throws IOException {
    return part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
  }

  Form file(String field, String name, byte[] content) throws IOException {
    return part("name=\"%s\"; filename=\"%s\"".formatted(field, name), content);
  }

  private Form part(String disposition, byte[] content) throws IOException {
    bytes.write(
        "--edge\r\nContent-Disposition: form-data; %s\r\n\r\n"
            .formatted(disposition)
            .getBytes(StandardCharsets.UTF_8));
    bytes.write(content);
    bytes.write("\r\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }

  byte[] bytes() throws IOException {
    bytes.write("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  static Answer send(ApiClient client, byte[] body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "multipart/form-data; boundary=edge");
    return client.send("POST", "/api/datasets/upload", all, body);
  }

  /** Sends a form while the queues are being worked on. */
  static Answer upload(
      TestStack stack, ApiClient client, byte[] body, Map<String, String> headers) {
    var answer = CompletableFuture.supplyAsync(() -> send(client, body, headers));
    while (!answer.isDone()) {
      stack.drain();
    }
    return answer.join();
  }
}
