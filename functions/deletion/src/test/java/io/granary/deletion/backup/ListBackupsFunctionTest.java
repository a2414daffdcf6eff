package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Backup;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.TestStack;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListBackupsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final TestBackups BACKUPS = new TestBackups(STACK);

  @Test
  void backupsAreListedNewestFirstForWhoseTheyAre() {
    User owner = STACK.user("ann");
    StoredSet birds = StoredSet.empty(STACK, owner, "birds");
    StoredSet bees = StoredSet.empty(STACK, owner, "bees");
    UUID first = BACKUPS.make(birds).id();
    UUID second = BACKUPS.begin(bees);
    UUID third = BACKUPS.begin(birds);
    UUID foreign = BACKUPS.begin(StoredSet.empty(STACK, STACK.user("another"), "theirs"));
    Backup gone = BACKUPS.make(birds);
    BACKUPS.run().remove(gone);
    ApiClient client = STACK.as(owner);

    JsonNode page = client.get("/api/backups?limit=2").json();
    JsonNode rest =
        client.get("/api/backups?limit=2&cursor=" + page.path("next_cursor").asText()).json();
    JsonNode ofBirds = client.get("/api/backups?dataset_id=" + birds.id()).json();

    assertThat(page.path("items").findValuesAsText("id"))
        .containsExactly(third.toString(), second.toString());
    assertThat(rest.path("items").findValuesAsText("id")).containsExactly(first.toString());
    assertThat(rest.path("next_cursor").isNull()).isTrue();
    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(ofBirds.path("items").findValuesAsText("id"))
        .containsExactly(third.toString(), first.toString());
    assertThat(ofBirds.at("/items/1/state").asText()).isEqualTo("ready");
    assertThat(ofBirds.at("/items/1/url").isNull()).isTrue();
    assertThat(client.get("/api/backups?scope=all").json().path("total").asInt()).isEqualTo(3);
    assertThat(
            STACK
                .as(STACK.admin("root"))
                .get("/api/backups?scope=all")
                .json()
                .path("items")
                .findValuesAsText("id"))
        .contains(foreign.toString(), first.toString())
        .doesNotContain(gone.id().toString());
  }

  @Test
  void aCursorOfAnotherQueryAndAStrangerAreRefused() {
    User owner = STACK.user("bea");
    StoredSet set = StoredSet.empty(STACK, owner, "cows");
    BACKUPS.begin(set);
    BACKUPS.begin(set);
    String cursor = STACK.as(owner).get("/api/backups?limit=1").json().path("next_cursor").asText();

    assertThat(
            STACK
                .as(owner)
                .get("/api/backups?dataset_id=%s&cursor=%s".formatted(set.id(), cursor))
                .code())
        .isEqualTo("INVALID_CURSOR");
    assertThat(STACK.signedIn("stranger").get("/api/backups?cursor=" + cursor).code())
        .isEqualTo("INVALID_CURSOR");
    assertThat(STACK.as(owner).get("/api/backups?scope=mine").status()).isEqualTo(400);
    assertThat(STACK.anonymous().get("/api/backups").status()).isEqualTo(401);
  }
}
