package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CompareModelDatasetsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void onlyDatasetsOfTheModelAreCompared() {
    User owner = STACK.user("ann");
    UUID model = SampleModel.make(STACK, owner, "model");
    SampleDataset one = SampleDataset.make(STACK, owner, "one", 1);
    SampleDataset two = SampleDataset.make(STACK, owner, "two", 1);
    SampleDataset outside = SampleDataset.make(STACK, owner, "outside", 1);
    one.moveTo(STACK, model);
    two.moveTo(STACK, model);
    ApiClient client = STACK.as(owner);
    String path = "/api/models/%s/datasets/compare".formatted(model);
    Map<String, Object> both = Map.of("dataset_ids", List.of(one.id(), two.id()));

    Answer answer = client.post(path, both);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("datasets").findValuesAsText("name"))
        .containsExactly("one", "two");
    assertThat(answer.json().path("differences").path("fields")).isEmpty();
    assertThat(client.post(path, Map.of("dataset_ids", List.of(one.id(), outside.id()))).status())
        .isEqualTo(404);
    assertThat(STACK.signedIn("stranger").post(path, both).status()).isEqualTo(404);
  }
}
