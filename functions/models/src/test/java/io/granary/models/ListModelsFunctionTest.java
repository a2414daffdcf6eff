package io.granary.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListModelsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void ownModelsAreListedWithTheirCounts() {
    User owner = STACK.user("ann");
    var birds = SampleModel.make(STACK, owner, "birds");
    SampleModel.make(STACK, owner, "bees");
    SampleModel.make(STACK, STACK.user("other"), "hidden");
    SampleDataset.make(STACK, owner, "one", 1).moveTo(STACK, birds);
    SampleDataset.make(STACK, owner, "two", 1).moveTo(STACK, birds);

    JsonNode all = STACK.as(owner).get("/api/models").json();
    JsonNode found = STACK.as(owner).get("/api/models?search=BIR").json();

    assertThat(all.path("items").findValuesAsText("name")).containsExactly("bees", "birds");
    assertThat(all.path("items").findValuesAsText("dataset_count")).containsExactly("0", "2");
    assertThat(all.path("total").asInt()).isEqualTo(2);
    assertThat(found.path("items").findValuesAsText("name")).containsExactly("birds");
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrOverlap() {
    User owner = STACK.user("bea");
    for (int i = 0; i < 5; i++) {
      SampleModel.make(STACK, owner, "model " + i);
    }
    ApiClient client = STACK.as(owner);

    JsonNode first = client.get("/api/models?limit=3").json();
    String cursor = first.path("next_cursor").asText();
    JsonNode second = client.get("/api/models?limit=3&cursor=" + cursor).json();
    Answer other = client.get("/api/models?limit=3&search=m&cursor=" + cursor);

    assertThat(first.path("items").findValuesAsText("name"))
        .containsExactly("model 4", "model 3", "model 2");
    assertThat(second.path("items").findValuesAsText("name")).containsExactly("model 1", "model 0");
    assertThat(second.path("next_cursor").isNull()).isTrue();
    assertThat(other.code()).isEqualTo("INVALID_CURSOR");
  }

  @Test
  void onlyAnAdminSeesEverybodys() {
    SampleModel.make(STACK, STACK.user("cyn"), "of cyn");
    ApiClient admin = STACK.as(STACK.admin("root"));

    assertThat(admin.get("/api/models").json().path("items")).isEmpty();
    assertThat(admin.get("/api/models?scope=all").json().path("items").findValuesAsText("name"))
        .contains("of cyn");
    assertThat(STACK.signedIn("dee").get("/api/models?scope=all").json().path("items")).isEmpty();
    assertThat(STACK.anonymous().get("/api/models").status()).isEqualTo(401);
  }
}
