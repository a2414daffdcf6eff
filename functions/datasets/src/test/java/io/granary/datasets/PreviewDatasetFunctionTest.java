package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PreviewDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aPreviewHasLinksThumbnailsAndAnnotations() {
    User owner = STACK.user("nils");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer =
        STACK.as(owner).get("/api/datasets/%s/preview?limit=2&class=disc".formatted(dataset.id()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("items")).hasSize(2);
    for (var item : answer.json().path("items")) {
      assertThat(item.path("url").asText()).startsWith("http");
      assertThat(item.path("thumbnail_url").asText()).contains("thumbnails/");
      assertThat(item.path("annotations")).hasSize(1);
    }
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/datasets/%s/preview".formatted(dataset.id());

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
