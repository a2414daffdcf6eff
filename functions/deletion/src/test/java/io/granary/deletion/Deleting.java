package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.DatasetDigest;
import io.granary.database.User;
import io.granary.storage.IngestMessage;
import io.granary.storage.Objects.Listed;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A dataset that its owner gets rid of. */
record Deleting(TestStack stack, User owner, String name, SampleDataset dataset) {
  static Deleting of(TestStack stack, User owner, String name, int pictures) {
    // The functions that take it are not on this class path, so that nobody has made it.
    stack
        .bean(SqsClient.class)
        .createQueue(
            create -> create.queueName(stack.stack().names().queuePrefix() + IngestMessage.QUEUE));
    return new Deleting(stack, owner, name, SampleDataset.make(stack, owner, name, pictures));
  }

  UUID id() {
    return dataset.id();
  }

  String path() {
    return "/api/datasets/" + id();
  }

  /** Asks as the owner, with the right name. */
  Answer delete(Map<String, ?> more) {
    return delete(owner, more);
  }

  Answer delete(User user, Map<String, ?> more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("confirm_dataset_name", name);
    body.putAll(more);
    return stack.as(user).post(path() + "/delete", body);
  }

  /** Into the trash, without a backup. */
  Deleting hidden() {
    assertThat(delete(Map.of("create_backup", false)).status()).isEqualTo(200);
    return this;
  }

  /** The job of an answer, once everything that was asked for is done. */
  JsonNode done(Answer accepted) {
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    stack.drain();
    return stack.as(owner).get(accepted.json().path("status_url").asText()).json();
  }

  Answer restore(String body) {
    return stack.as(owner).post(path() + "/restore", body);
  }

  /** What it holds. */
  String digest() {
    return stack
        .bean(Jdbi.class)
        .inTransaction(handle -> stack.bean(DatasetDigest.class).of(handle, id()));
  }

  /** The keys of its objects in the data bucket. */
  List<String> keys() {
    try (Stream<Listed> found = stack.objects().list("")) {
      return found.map(Listed::key).filter(key -> key.contains(id().toString())).toList();
    }
  }
}
