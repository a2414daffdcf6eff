package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BulkDeleteFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void eachIsDeletedForItself() {
    User owner = STACK.user("ann");
    Deleting birds = Deleting.of(STACK, owner, "birds", 1);
    Deleting bees = Deleting.of(STACK, owner, "bees", 1);
    Deleting foreign = Deleting.of(STACK, STACK.user("bob"), "theirs", 1);
    Deleting shared = Deleting.of(STACK, STACK.user("cyn"), "shared", 1);
    shared.dataset().share(STACK, owner, "editor");

    Answer answer =
        STACK
            .as(owner)
            .post(
                "/api/datasets/bulk-delete",
                Map.of(
                    "create_backup",
                    false,
                    "datasets",
                    List.of(
                        named(birds.id(), "birds"),
                        named(bees.id(), "Bees"),
                        named(foreign.id(), "theirs"),
                        named(shared.id(), "shared"))));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode items = answer.json().path("items");
    assertThat(items.findValuesAsText("outcome"))
        .containsExactly("deleted", "failed", "failed", "failed");
    assertThat(items.findValuesAsText("code"))
        .containsExactly("CONFIRMATION_MISMATCH", "NOT_FOUND", "FORBIDDEN");
    assertThat(items.findValuesAsText("dataset_id"))
        .containsExactly(
            birds.id().toString(),
            bees.id().toString(),
            foreign.id().toString(),
            shared.id().toString());
  }

  @Test
  void withBackupsJobsDoIt() {
    User owner = STACK.user("dan");
    Deleting dogs = Deleting.of(STACK, owner, "dogs", 1);

    JsonNode item =
        STACK
            .as(owner)
            .post(
                "/api/datasets/bulk-delete", Map.of("datasets", List.of(named(dogs.id(), "dogs"))))
            .json()
            .at("/items/0");

    assertThat(item.path("outcome").asText()).isEqualTo("accepted");
    STACK.drain();
    assertThat(
            STACK
                .as(owner)
                .get("/api/jobs/" + item.path("job_id").asText())
                .json()
                .path("status")
                .asText())
        .isEqualTo("completed");
  }

  @Test
  void atMostAHundredAtOnce() {
    var client = STACK.signedIn("eve");
    List<Map<String, Object>> many = Collections.nCopies(101, named(UUID.randomUUID(), "x"));

    assertThat(client.post("/api/datasets/bulk-delete", Map.of("datasets", many)).code())
        .isEqualTo("VALIDATION_FAILED");
    assertThat(client.post("/api/datasets/bulk-delete", Map.of("datasets", List.of())).code())
        .isEqualTo("VALIDATION_FAILED");
  }

  private static Map<String, Object> named(UUID dataset, String name) {
    return Map.of("dataset_id", dataset, "confirm_dataset_name", name);
  }
}
