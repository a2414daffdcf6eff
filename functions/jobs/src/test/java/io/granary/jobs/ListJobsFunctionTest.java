package io.granary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListJobsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void jobsAreListedForWhoStartedThem() {
    User owner = STACK.user("jan");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    SampleDataset.make(STACK, STACK.user("another"), "theirs", 1);

    Answer all = STACK.as(owner).get("/api/jobs");
    Answer failed = STACK.as(owner).get("/api/jobs?status=failed");

    assertThat(all.json().path("total").asInt()).isEqualTo(1);
    assertThat(all.json().path("items").path(0).path("id").asText())
        .isEqualTo(dataset.job().toString());
    assertThat(all.json().path("items").path(0).has("log")).isFalse();
    assertThat(failed.json().path("items")).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrOverlap() {
    User owner = STACK.user("kai");
    for (int i = 0; i < 5; i++) {
      SampleDataset.make(STACK, owner, "set " + i, 1);
    }
    ApiClient client = STACK.as(owner);

    Answer first = client.get("/api/jobs?limit=3");
    String cursor = first.json().path("next_cursor").asText();
    Answer second = client.get("/api/jobs?limit=3&cursor=" + cursor);
    Answer other = client.get("/api/jobs?limit=3&status=completed&cursor=" + cursor);

    assertThat(first.json().path("items")).hasSize(3);
    assertThat(second.json().path("items")).hasSize(2);
    assertThat(second.json().path("next_cursor").isNull()).isTrue();
    assertThat(second.json().findValuesAsText("id"))
        .doesNotContainAnyElementsOf(first.json().findValuesAsText("id"));
    assertThat(other.code()).isEqualTo("INVALID_CURSOR");
  }

  @Test
  void aJobMayBeKnownOnlyToWhoIsSignedIn() {
    assertThat(STACK.anonymous().get("/api/jobs").status()).isEqualTo(401);
  }
}
