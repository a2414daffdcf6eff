package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListSamplesFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void samplesAreFilteredAndCounted() {
    User owner = STACK.user("flo");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    ApiClient client = STACK.as(owner);
    String path = "/api/datasets/%s/samples".formatted(dataset.id());

    assertThat(client.get(path + "?split=train").json().path("total").asInt()).isEqualTo(3);
    assertThat(client.get(path + "?labeled=false").json().path("total").asInt()).isEqualTo(2);
    assertThat(client.get(path + "?class=disc").json().path("total").asInt()).isEqualTo(3);
    assertThat(client.get(path + "?class=cat").json().path("total").asInt()).isZero();
    assertThat(client.get(path + "?search=003").json().path("total").asInt()).isEqualTo(1);
    assertThat(client.get(path + "?folder=other").json().path("total").asInt()).isEqualTo(2);
    var facets = client.get(path + "?facets=true").json().path("facets");
    assertThat(facets.path("split").path("train").asInt()).isEqualTo(3);
    assertThat(facets.path("class").path("disc").asInt()).isEqualTo(3);
  }

  @Test
  void pagesFollowEachOther() {
    User owner = STACK.user("gus");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    ApiClient client = STACK.as(owner);
    String path = "/api/datasets/%s/samples?limit=3".formatted(dataset.id());

    Answer first = client.get(path);
    Answer second = client.get(path + "&cursor=" + first.json().path("next_cursor").asText());

    assertThat(first.json().path("items")).hasSize(3);
    assertThat(second.json().path("items")).hasSize(2);
    assertThat(second.json().path("items").findValuesAsText("path"))
        .doesNotContainAnyElementsOf(first.json().path("items").findValuesAsText("path"));
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/datasets/%s/samples".formatted(dataset.id());

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
