package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListTrashFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void ownOnesAreListedWithTheirTimeAndBackup() {
    User owner = STACK.user("ann");
    Deleting birds = Deleting.of(STACK, owner, "birds", 2);
    JsonNode result = birds.done(birds.delete(Map.of())).path("result");
    Deleting.of(STACK, owner, "stays", 1);
    Deleting bees = Deleting.of(STACK, owner, "bees", 1).hidden();

    JsonNode trash = STACK.as(owner).get("/api/datasets/trash").json();

    assertThat(trash.path("total").asInt()).isEqualTo(2);
    assertThat(trash.path("items").findValuesAsText("name")).containsExactly("bees", "birds");
    JsonNode item = trash.at("/items/1");
    assertThat(item.path("id").asText()).isEqualTo(birds.id().toString());
    assertThat(item.path("restore_until").asText())
        .isEqualTo(result.path("restore_until").asText());
    assertThat(item.path("backup_id").asText()).isEqualTo(result.path("backup_id").asText());
    assertThat(item.path("total_samples").asInt()).isEqualTo(2);
    assertThat(item.path("purging").asBoolean(true)).isFalse();
    String next =
        STACK.as(owner).get("/api/datasets/trash?limit=1").json().path("next_cursor").asText();
    assertThat(
            STACK
                .as(owner)
                .get("/api/datasets/trash?limit=1&cursor=" + next)
                .json()
                .at("/items/0/name")
                .asText())
        .isEqualTo("birds");
    assertThat(bees.keys()).isNotEmpty();
  }

  @Test
  void whatWasSharedIsNotListedAndAnAdminMaySeeAll() {
    User owner = STACK.user("bob");
    User friend = STACK.user("bob-friend");
    Deleting cows = Deleting.of(STACK, owner, "cows", 1);
    cows.dataset().share(STACK, friend, "editor");
    cows.hidden();
    User admin = STACK.admin("root");

    assertThat(STACK.as(friend).get("/api/datasets/trash").json().path("items")).isEmpty();
    assertThat(STACK.as(admin).get("/api/datasets/trash").json().path("items")).isEmpty();
    assertThat(
            STACK
                .as(admin)
                .get("/api/datasets/trash?scope=all")
                .json()
                .path("items")
                .findValuesAsText("name"))
        .contains("cows");
  }
}
