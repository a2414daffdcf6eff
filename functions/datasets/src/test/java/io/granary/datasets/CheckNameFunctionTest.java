package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CheckNameFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aFreeNameIsAvailableAndATakenOneGetsASuggestion() {
    User owner = STACK.user("ann");
    SampleDataset.make(STACK, owner, "Birds", 1);
    SampleDataset.make(STACK, owner, "birds-2", 1);
    SampleDataset.make(STACK, STACK.user("bea"), "bees", 1);

    Answer free = STACK.as(owner).post("/api/datasets/check-name", Map.of("name", "bees"));
    Answer taken = STACK.as(owner).post("/api/datasets/check-name", Map.of("name", " BIRDS "));
    Answer wrong = STACK.as(owner).post("/api/datasets/check-name", Map.of("name", "a/b"));

    assertThat(free.json().path("available").asBoolean()).isTrue();
    assertThat(taken.json().path("available").asBoolean()).isFalse();
    assertThat(taken.json().path("suggestion").asText()).isEqualTo("BIRDS-3");
    assertThat(wrong.json().path("available").asBoolean()).isFalse();
    assertThat(wrong.json().path("reason").asText()).contains("must not hold");
  }

  @Test
  void nobodyAsksWithoutAToken() {
    assertThat(STACK.anonymous().post("/api/datasets/check-name", Map.of("name", "x")).status())
        .isEqualTo(401);
  }
}
