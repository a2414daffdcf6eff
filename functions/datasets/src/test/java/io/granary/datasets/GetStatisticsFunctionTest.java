package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetStatisticsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theKeptStatisticsAreGiven() {
    User owner = STACK.user("ian");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer = STACK.as(owner).get("/api/datasets/%s/statistics".formatted(dataset.id()));

    assertThat(answer.json().path("sample_count").asInt()).isEqualTo(5);
  }

  @Test
  void aDatasetThatIsNotReadySaysSo() {
    User owner = STACK.user("joy");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'processing' where id = '%s'".formatted(dataset.id()));

    Answer answer = STACK.as(owner).get("/api/datasets/%s/statistics".formatted(dataset.id()));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("DATASET_NOT_READY");
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/datasets/%s/statistics".formatted(dataset.id());

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
