package io.granary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetJobFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aJobShowsItsProgressAndLog() {
    User owner = STACK.user("ina");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer = STACK.as(owner).get("/api/jobs/" + dataset.job());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("status").asText()).isEqualTo("completed");
    assertThat(answer.json().path("progress_percentage").asInt()).isEqualTo(100);
    assertThat(answer.json().path("log").path(0).path("message").asText())
        .isEqualTo("Made by a test");
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/jobs/" + dataset.job();

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
