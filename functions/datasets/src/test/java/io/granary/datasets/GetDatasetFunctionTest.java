package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aDatasetIsShownToItsOwnerAndToWhomItIsSharedWith() {
    User owner = STACK.user("ada");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    User viewer = STACK.user("viewer");
    dataset.share(STACK, viewer, "viewer");

    Answer own = STACK.as(owner).get("/api/datasets/" + dataset.id());
    Answer shared = STACK.as(viewer).get("/api/datasets/" + dataset.id());
    Answer admin = STACK.as(STACK.admin("root-1")).get("/api/datasets/" + dataset.id());

    assertThat(own.status()).isEqualTo(200);
    assertThat(own.headers()).containsKey("etag");
    assertThat(own.json().path("name").asText()).isEqualTo("birds");
    assertThat(own.json().path("role").asText()).isEqualTo("owner");
    assertThat(own.json().path("project_id").asText()).isEqualTo(dataset.project().toString());
    assertThat(own.json().path("labeled").asBoolean()).isTrue();
    assertThat(shared.json().path("role").asText()).isEqualTo("viewer");
    assertThat(admin.status()).isEqualTo(200);
  }

  @Test
  void whatIsNoIdIsNotThere() {
    assertThat(STACK.signedIn("ben").get("/api/datasets/1%20or%201").status()).isEqualTo(404);
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/datasets/" + dataset.id();

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
