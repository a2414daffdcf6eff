package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListModelDatasetsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theDatasetsOfAModelAreListedAsOthersAre() {
    User owner = STACK.user("ann");
    UUID model = SampleModel.make(STACK, owner, "animals");
    SampleDataset.make(STACK, owner, "birds", 2).moveTo(STACK, model);
    SampleDataset.make(STACK, owner, "bees", 1).moveTo(STACK, model);
    SampleDataset.make(STACK, owner, "elsewhere", 1)
        .moveTo(STACK, SampleModel.make(STACK, owner, "things"));
    ApiClient client = STACK.as(owner);
    String path = "/api/models/" + model + "/datasets";

    JsonNode all = client.get(path + "?sort=name&facets=true").json();
    JsonNode found = client.get(path + "?search=BIR&status=ready").json();
    JsonNode same = client.get("/api/datasets?sort=name&facets=true&model_id=" + model).json();

    assertThat(all.path("items").findValuesAsText("name")).containsExactly("bees", "birds");
    assertThat(all.path("total").asInt()).isEqualTo(2);
    assertThat(all).isEqualTo(same);
    assertThat(found.path("items").findValuesAsText("name")).containsExactly("birds");
    assertThat(found.path("items").path(0).path("model_id").asText()).isEqualTo(model.toString());
  }

  @Test
  void aPageLeadsToTheNextAndAnotherModelIsRefused() {
    User owner = STACK.user("bea");
    UUID model = SampleModel.make(STACK, owner, "animals");
    for (String name : new String[] {"a", "b", "c"}) {
      SampleDataset.make(STACK, owner, name, 1).moveTo(STACK, model);
    }
    ApiClient client = STACK.as(owner);
    String path = "/api/models/" + model + "/datasets";

    JsonNode first = client.get(path + "?limit=2").json();
    JsonNode second =
        client.get(path + "?limit=2&cursor=" + first.path("next_cursor").asText()).json();
    Answer other = client.get(path + "?model_id=" + UUID.randomUUID());

    assertThat(first.path("items").findValuesAsText("name")).containsExactly("c", "b");
    assertThat(second.path("items").findValuesAsText("name")).containsExactly("a");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("?model_id");
  }

  @Test
  void itIsItsOwnersAndTheAdminsAlone() {
    User owner = STACK.user("cyn");
    UUID model = SampleModel.make(STACK, owner, "secret");
    SampleDataset.make(STACK, owner, "birds", 1).moveTo(STACK, model);
    String path = "/api/models/" + model + "/datasets";

    assertThat(STACK.as(STACK.admin("root")).get(path).json().path("items")).hasSize(1);
    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
