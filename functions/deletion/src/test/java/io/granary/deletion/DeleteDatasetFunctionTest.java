package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DeleteDatasetFunctionTest {
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.jobs.patience", "0s"));

  @Test
  void aSmallSetGoesIntoTheTrashAtOnce() {
    User owner = STACK.user("ann");
    Deleting birds = Deleting.of(STACK, owner, "birds", 4);
    int objects = birds.keys().size();

    Answer answer = delete(owner, birds, Map.of("create_backup", false));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode deleted = answer.json();
    assertThat(deleted.path("dataset_id").asText()).isEqualTo(birds.id().toString());
    assertThat(deleted.path("dataset_name").asText()).isEqualTo("birds");
    assertThat(deleted.path("deleted_by").asText()).isEqualTo(owner.id().toString());
    assertThat(deleted.has("backup_id")).isFalse();
    assertThat(
            Duration.between(
                Instant.parse(deleted.path("deleted_at").asText()),
                Instant.parse(deleted.path("restore_until").asText())))
        .isEqualTo(Duration.ofDays(30));
    assertThat(deleted.path("deletion_summary").toString())
        .isEqualTo(
            "{\"images_deleted\":4,\"annotations_deleted\":2,\"versions_deleted\":0,"
                + "\"projects_deleted\":1,\"storage_bytes_freed\":0,\"s3_keys_deleted\":[],"
                + "\"s3_keys_count\":0}");
    assertThat(birds.keys()).as("nothing is gone").hasSize(objects);
  }

  @Test
  void whatIsInTheTrashIsNowhereElse() {
    User owner = STACK.user("bob");
    Deleting bees = Deleting.of(STACK, owner, "bees", 2).hidden();
    ApiClient client = STACK.as(owner);

    assertThat(client.get(bees.path()).code()).isEqualTo("NOT_FOUND");
    assertThat(client.get(bees.path() + "/samples").code()).isEqualTo("NOT_FOUND");
    assertThat(client.get("/api/projects/" + bees.dataset().project()).code())
        .isEqualTo("NOT_FOUND");
    assertThat(client.get("/api/datasets").json().path("total").asInt()).isZero();
    assertThat(client.get(bees.path() + "/audit").json().at("/items/0/action").asText())
        .isEqualTo("deleted");
    assertThat(delete(owner, bees, Map.of()).code()).as("twice").isEqualTo("NOT_FOUND");
    Deleting.of(STACK, owner, "bees", 1);
  }

  @Test
  void theNameMustBeTheDatasets() {
    User owner = STACK.user("cyn");
    Deleting cows = Deleting.of(STACK, owner, "cows", 1);

    Answer answer =
        delete(owner, cows, Map.of("confirm_dataset_name", "Cows", "create_backup", false));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("CONFIRMATION_MISMATCH");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/confirm_dataset_name");
    assertThat(STACK.as(owner).get(cows.path()).status()).isEqualTo(200);
  }

  @Test
  void onlyTheOwnerAndAnAdminMayAndOnlyAnAdminByForce() {
    User owner = STACK.user("dan");
    Deleting dogs = Deleting.of(STACK, owner, "dogs", 1);
    User viewer = STACK.user("dan-viewer");
    User editor = STACK.user("dan-editor");
    dogs.dataset().share(STACK, viewer, "viewer");
    dogs.dataset().share(STACK, editor, "editor");
    Map<String, Object> plain = Map.of("create_backup", false);

    assertThat(delete(STACK.user("dan-stranger"), dogs, plain).code()).isEqualTo("NOT_FOUND");
    assertThat(delete(viewer, dogs, plain).code()).isEqualTo("FORBIDDEN");
    assertThat(delete(editor, dogs, plain).code()).isEqualTo("FORBIDDEN");
    assertThat(delete(owner, dogs, Map.of("force_delete", true)).code()).isEqualTo("FORBIDDEN");
    assertThat(delete(STACK.admin("dan-admin"), dogs, plain).status()).isEqualTo(200);
    assertThat(delete(viewer, dogs, plain).code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aBlockerForbidsItAndAnAdminsForcePasses() {
    User owner = STACK.user("eve");
    Deleting eels = Deleting.of(STACK, owner, "eels", 1);
    eels.dataset().protectVersion(STACK, owner);
    User admin = STACK.admin("eve-admin");

    Answer blocked = delete(owner, eels, Map.of("create_backup", false));

    assertThat(blocked.status()).isEqualTo(409);
    assertThat(blocked.code()).isEqualTo("DELETION_BLOCKED");
    assertThat(blocked.json().path("errors").toString())
        .isEqualTo(
            "[{\"pointer\":\"/blockers/0\",\"message\":\"PROTECTED_VERSION: Protected: version 1.\"}]");
    assertThat(delete(admin, eels, Map.of("create_backup", false)).code())
        .isEqualTo("DELETION_BLOCKED");
    assertThat(delete(admin, eels, Map.of("create_backup", false, "force_delete", true)).status())
        .isEqualTo(200);
  }

  @Test
  void forGoodGoesOnlyWhatIsInTheTrashUnlessAnAdminForcesIt() {
    User owner = STACK.user("fay");
    Deleting flies = Deleting.of(STACK, owner, "flies", 1);
    Map<String, Object> forGood = Map.of("create_backup", false, "permanent", true);

    assertThat(delete(owner, flies, forGood).code()).isEqualTo("NOT_IN_TRASH");
    Answer forced =
        delete(
            STACK.admin("fay-admin"),
            flies,
            Map.of("create_backup", false, "permanent", true, "force_delete", true));

    assertThat(forced.status()).isEqualTo(202);
    STACK.drain();
    assertThat(flies.keys()).isEmpty();
    assertThat(Ask.of(STACK).text("select count(*)::text from datasets where id = ?", flies.id()))
        .isEqualTo("0");
  }

  @Test
  void aForcedOneWhoseBackupFailsIsLeftAsItWas() {
    User owner = STACK.user("gil");
    Deleting goats = Deleting.of(STACK, owner, "goats", 2);
    STACK.objects().delete(goats.keys().getFirst());
    User admin = STACK.admin("gil-admin");

    Answer accepted = delete(admin, goats, Map.of("permanent", true, "force_delete", true));
    assertThat(accepted.status()).isEqualTo(202);
    STACK.drain();

    assertThat(
            STACK
                .as(admin)
                .get(accepted.json().path("status_url").asText())
                .json()
                .at("/error/code")
                .asText())
        .isEqualTo("BACKUP_FAILED");
    assertThat(STACK.as(owner).get(goats.path()).status()).isEqualTo(200);
    assertThat(STACK.as(owner).get(goats.path() + "/audit").body()).doesNotContain("deleted");
  }

  @Test
  void nobodyGetsAnotherEndThanWhatIsWanted() {
    User owner = STACK.user("hue");
    User admin = STACK.admin("hue-admin");
    Deleting hares = Deleting.of(STACK, owner, "hares", 1);
    String soft = delete(owner, hares, Map.of()).json().path("job_id").asText();

    assertThat(delete(owner, hares, Map.of("permanent", true)).code()).isEqualTo("NOT_IN_TRASH");
    assertThat(delete(admin, hares, Map.of("permanent", true, "force_delete", true)).code())
        .isEqualTo("DATASET_BUSY");
    assertThat(delete(owner, hares, Map.of()).json().path("job_id").asText()).isEqualTo(soft);

    STACK.drain();
    String forGood = delete(owner, hares, Map.of("permanent", true)).json().path("job_id").asText();
    assertThat(delete(owner, hares, Map.of("permanent", true)).json().path("job_id").asText())
        .isEqualTo(forGood)
        .isNotEqualTo(soft);
  }

  /** As HTTP has it: a DELETE with a body. */
  private static Answer delete(User user, Deleting set, Map<String, ?> more) {
    Map<String, Object> body = new java.util.LinkedHashMap<>();
    body.put("confirm_dataset_name", set.name());
    body.putAll(more);
    return STACK
        .as(user)
        .send(
            "DELETE",
            set.path(),
            Map.of("Content-Type", "application/json"),
            Json.write(body).getBytes(StandardCharsets.UTF_8));
  }
}
