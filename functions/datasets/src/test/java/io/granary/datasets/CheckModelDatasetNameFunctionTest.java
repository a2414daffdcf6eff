package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CheckModelDatasetNameFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aNameIsTakenInWhicheverModelItIs() {
    User owner = STACK.user("ann");
    String path =
        "/api/models/" + SampleModel.make(STACK, owner, "animals") + "/datasets/check-name";
    SampleDataset.make(STACK, owner, "Birds", 1)
        .moveTo(STACK, SampleModel.make(STACK, owner, "things"));

    JsonNode free = STACK.as(owner).post(path, Map.of("name", "bees")).json();
    JsonNode taken = STACK.as(owner).post(path, Map.of("name", " BIRDS ")).json();

    assertThat(free.path("available").asBoolean()).isTrue();
    assertThat(taken.path("available").asBoolean()).isFalse();
    assertThat(taken.path("suggestion").asText()).isEqualTo("BIRDS-2");
  }

  @Test
  void aStrangersModelIsNotThere() {
    String path =
        "/api/models/" + SampleModel.make(STACK, STACK.user("bea"), "x") + "/datasets/check-name";

    assertThat(STACK.signedIn("cyn").post(path, Map.of("name", "x")).status()).isEqualTo(404);
    assertThat(STACK.anonymous().post(path, Map.of("name", "x")).status()).isEqualTo(401);
  }
}
