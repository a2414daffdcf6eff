package io.granary.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.DatasetDigest;
import io.granary.database.User;
import io.granary.domain.Sha256;
import io.granary.json.Json;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.QueuePoller;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Somebody who drops, uploads and asks; all work is done before an answer is looked at. */
record Person(TestStack stack, User user, HttpClient http, QueuePoller poller) {
  /** In the order in which work goes through them. */
  private static final List<String> QUEUES = List.of("ingest", "image", "finish", "deletion");

  static Person make(TestStack stack, HttpClient http) {
    String name = "p" + UUID.randomUUID().toString().substring(0, 13);
    var poller = QueuePoller.of(stack.context(), stack.stack().names().queuePrefix());
    return new Person(stack, stack.user(name), http, poller);
  }

  ApiClient client() {
    return stack.as(user);
  }

  /** Takes the messages that are there; those of what has failed come later. */
  private void work() {
    boolean some = true;
    while (some) {
      some = false;
      for (String queue : QUEUES) {
        some |= poller.poll(queue, 0) > 0;
      }
    }
  }

  /** Drops an archive and gives the result. */
  JsonNode drop(String name, byte[] zip) {
    String key = "drop/%s/%s.zip".formatted(user.username(), name);
    String result = key + ".result.json";
    // Of an earlier drop of the same name.
    stack.objects().delete(result);
    stack.objects().replace(key, zip, "application/zip");
    work();
    if (stack.objects().stat(result).isEmpty()) {
      stack.drain();
    }
    try (InputStream in = stack.objects().open(result)) {
      return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds files to a dataset by links. */
  void upload(UUID dataset, Map<String, byte[]> files) throws IOException, InterruptedException {
    List<Map<String, Object>> declared = new ArrayList<>();
    files.forEach(
        (path, content) ->
            declared.add(
                Map.of("path", path, "size", content.length, "sha256", Sha256.hex(content))));
    Answer started =
        client().post("/api/uploads", Map.of("dataset_id", dataset, "files", declared));
    assertThat(started.status()).as(started.body()).isEqualTo(201);
    for (JsonNode file : started.json().path("files")) {
      for (JsonNode part : file.path("parts")) {
        put(part, file.path("path").asText(), files);
      }
    }
    Answer completed =
        client()
            .post("/api/uploads/%s/complete".formatted(started.json().path("id").asText()), "{}");
    assertThat(completed.status()).as(completed.body()).isEqualTo(202);
    done(completed);
  }

  private void put(JsonNode part, String path, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(part.path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(files.get(path)));
    part.path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    assertThat(http.send(request.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  /** The result of the job of an answer, which must be completed. */
  JsonNode done(Answer accepted) {
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    work();
    JsonNode job = job(accepted);
    if (!job.path("status").asText().equals("completed")) {
      stack.drain();
      job = job(accepted);
    }
    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
    return job.path("result");
  }

  private JsonNode job(Answer accepted) {
    return client().get(accepted.json().path("status_url").asText()).json();
  }

  String digest(UUID dataset) {
    return stack
        .bean(Jdbi.class)
        .inTransaction(handle -> stack.bean(DatasetDigest.class).of(handle, dataset));
  }

  /** All items of a list. */
  List<JsonNode> items(String path) {
    Answer answer = client().get(path + "?limit=200");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("next_cursor").isNull()).as("one page").isTrue();
    List<JsonNode> items = new ArrayList<>();
    answer.json().path("items").forEach(items::add);
    assertThat(answer.json().path("total").asInt()).as("total of %s", path).isEqualTo(items.size());
    return items;
  }
}
