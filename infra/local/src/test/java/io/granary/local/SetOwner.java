package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.DatasetDigest;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Somebody who drops sets, gets rid of them with a backup, and drops their backups. */
record SetOwner(TestStack stack, User user, ApiClient client) {
  static SetOwner of(TestStack stack, String username) {
    User user = stack.user(username);
    return new SetOwner(stack, user, stack.as(user));
  }

  void put(String file, byte[] content) {
    stack
        .objects()
        .replace("drop/%s/%s".formatted(user.username(), file), content, "application/zip");
  }

  /** Drops a file, lets all work be done, and gives the dataset, which is ready. */
  UUID drop(String file, byte[] content) throws IOException {
    put(file, content);
    return taken(file);
  }

  /** Lets all work be done, and gives the dataset that came of a file or a folder. */
  UUID taken(String file) throws IOException {
    stack.drain();
    String key = "drop/%s/%s.result.json".formatted(user.username(), file);
    try (InputStream in = stack.objects().open(key)) {
      JsonNode result = Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("ready");
      return UUID.fromString(result.path("dataset_id").asText());
    }
  }

  JsonNode dataset(UUID id) {
    return ok(client.get("/api/datasets/" + id));
  }

  /** The codes of what its import report names, each with its count. */
  List<String> issues(UUID id) {
    return report(id)
        .path("issues")
        .valueStream()
        .map(each -> each.path("code").asText() + " " + each.path("count").asLong())
        .toList();
  }

  JsonNode report(UUID id) {
    return ok(client.get("/api/datasets/%s/import-report".formatted(id)));
  }

  /** Asks for a deletion with a backup, and gives its job, which nothing has begun yet. */
  String beginDeletion(UUID id, String name) {
    Answer accepted =
        client.post("/api/datasets/%s/delete".formatted(id), Map.of("confirm_dataset_name", name));
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    return accepted.json().path("job_id").asText();
  }

  /** Deletes a dataset with a backup, and gives the archive. */
  byte[] delete(UUID id, String name) throws IOException {
    String job = beginDeletion(id, name);
    stack.drain();
    JsonNode ended = ok(client.get("/api/jobs/" + job));
    assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(client.get("/api/datasets/" + id).code()).isEqualTo("NOT_FOUND");
    String backup = ended.at("/result/backup_id").asText();
    String link = ok(client.get("/api/backups/" + backup)).path("url").asText();
    try (InputStream in = URI.create(link).toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  /** What a dataset holds, in the trash too. */
  String digest(UUID id) {
    return stack
        .bean(Jdbi.class)
        .inTransaction(handle -> stack.bean(DatasetDigest.class).of(handle, id));
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
