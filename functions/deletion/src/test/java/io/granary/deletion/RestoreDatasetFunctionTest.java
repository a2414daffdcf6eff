package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RestoreDatasetFunctionTest {
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.jobs.patience", "0s"));

  private static final String ROWS =
      """
      select concat_ws(' ',
        (select string_agg(s.id::text || s.annotation_count, ' ' order by s.id) from samples s
         where s.dataset_id = d.id),
        (select string_agg(a.id::text || a.geometry, ' ' order by a.id) from annotations a
         where a.dataset_id = d.id),
        (select string_agg(p.id::text, ' ' order by p.id) from projects p where p.dataset_id = d.id),
        (select string_agg(h.user_id || h.role, ' ' order by h.user_id) from dataset_shares h
         where h.dataset_id = d.id),
        d.name, d.status, d.created_at, d.total_samples)
      from datasets d where d.id = ?
      """;

  @Test
  void everythingIsAsItWas() {
    User owner = STACK.user("ann");
    User friend = STACK.user("ann-friend");
    Deleting birds = Deleting.of(STACK, owner, "birds", 4);
    birds.dataset().share(STACK, friend, "viewer");
    String digest = birds.digest();
    String rows = Ask.of(STACK).text(ROWS, birds.id());
    birds.done(birds.delete(Map.of()));
    assertThat(STACK.as(friend).get(birds.path()).code()).isEqualTo("NOT_FOUND");

    Answer restored = birds.restore("");

    assertThat(restored.status()).as(restored.body()).isEqualTo(200);
    assertThat(restored.json().path("name").asText()).isEqualTo("birds");
    assertThat(restored.json().path("role").asText()).isEqualTo("owner");
    assertThat(birds.digest()).isEqualTo(digest);
    assertThat(Ask.of(STACK).text(ROWS, birds.id())).isEqualTo(rows);
    assertThat(STACK.as(friend).get("/api/datasets").json().path("total").asInt()).isEqualTo(1);
    assertThat(STACK.as(owner).get(birds.path() + "/audit").json().at("/items/0/action").asText())
        .isEqualTo("restored");
    assertThat(STACK.as(owner).get("/api/datasets/trash").json().path("total").asInt()).isZero();
    assertThat(birds.restore("").code()).isEqualTo("NOT_IN_TRASH");
  }

  @Test
  void aNameThatIsTakenIsToldWithOneThatIsFree() {
    User owner = STACK.user("bob");
    Deleting bees = Deleting.of(STACK, owner, "bees", 1).hidden();
    Deleting.of(STACK, owner, "Bees", 1);
    Deleting.of(STACK, owner, "bees-2", 1);

    Answer taken = bees.restore("{}");

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("DATASET_NAME_TAKEN");
    assertThat(taken.json().at("/errors/0/message").asText())
        .isEqualTo("is taken; 'bees-3' is free");
    assertThat(bees.restore("{\"name\": \"a/b\"}").code()).isEqualTo("VALIDATION_FAILED");
    Answer renamed = bees.restore("{\"name\": \" bees-3 \"}");
    assertThat(renamed.json().path("name").asText()).isEqualTo("bees-3");
  }

  @Test
  void afterItsTimeItStaysWhereItIs() {
    User owner = STACK.user("cyn");
    Deleting cows = Deleting.of(STACK, owner, "cows", 1).hidden();
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set restore_until = now() where id = '%s'".formatted(cows.id()));

    Answer late = cows.restore("");

    assertThat(late.status()).isEqualTo(410);
    assertThat(late.code()).isEqualTo("RETENTION_OVER");
  }

  @Test
  void whatIsBeingRemovedDoesNotComeBackAndWhatIsGoneIsNotFound() {
    User owner = STACK.user("dan");
    Deleting dogs = Deleting.of(STACK, owner, "dogs", 1).hidden();
    Answer accepted = dogs.delete(Map.of("permanent", true, "create_backup", false));

    assertThat(dogs.restore("").code()).isEqualTo("RETENTION_OVER");
    dogs.done(accepted);

    assertThat(dogs.restore("").status()).isEqualTo(404);
    assertThat(STACK.as(owner).get(dogs.path() + "/audit").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void onlyTheOwnerAndAnAdminMay() {
    User owner = STACK.user("eve");
    Deleting eels = Deleting.of(STACK, owner, "eels", 1);
    User editor = STACK.user("eve-editor");
    eels.dataset().share(STACK, editor, "editor");
    assertThat(STACK.as(editor).post(eels.path() + "/restore", "").code()).isEqualTo("FORBIDDEN");
    eels.hidden();

    assertThat(STACK.as(editor).post(eels.path() + "/restore", "").code()).isEqualTo("NOT_FOUND");
    assertThat(STACK.signedIn("eve-stranger").post(eels.path() + "/restore", "").code())
        .isEqualTo("NOT_FOUND");
    Answer byAdmin = STACK.as(STACK.admin("eve-admin")).post(eels.path() + "/restore", "");
    assertThat(byAdmin.status()).isEqualTo(200);
    assertThat(byAdmin.json().at("/owner/username").asText()).isEqualTo("eve");
  }
}
