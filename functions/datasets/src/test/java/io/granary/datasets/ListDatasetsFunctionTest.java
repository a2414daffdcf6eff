package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListDatasetsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void ownAndSharedDatasetsAreListedAndCounted() {
    User owner = STACK.user("cai");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    SampleDataset shared = SampleDataset.make(STACK, STACK.user("other"), "bees", 1);
    shared.share(STACK, owner, "editor");
    SampleDataset.make(STACK, STACK.user("third"), "hidden", 1);

    Answer all = STACK.as(owner).get("/api/datasets?sort=name&facets=true");
    Answer found = STACK.as(owner).get("/api/datasets?search=BIR&labeled=true&modality=image");

    assertThat(all.json().path("items").findValuesAsText("name")).containsExactly("bees", "birds");
    assertThat(all.json().path("total").asInt()).isEqualTo(2);
    assertThat(all.json().path("facets").path("status").path("ready").asInt()).isEqualTo(2);
    assertThat(found.json().path("items")).hasSize(1);
    assertThat(found.json().path("items").path(0).path("id").asText())
        .isEqualTo(dataset.id().toString());
  }

  @Test
  void pagesFollowEachOtherInEveryOrder() {
    User owner = STACK.user("dan");
    for (String name : List.of("b", "A", "c", "D", "e")) {
      SampleDataset.make(STACK, owner, name, 1);
    }
    ApiClient client = STACK.as(owner);
    for (String order : List.of("sort=name", "sort=created_at&order=asc", "sort=file_size")) {
      Set<String> seen = new TreeSet<>();
      String cursor = "";
      int pages = 0;
      do {
        var page = client.get("/api/datasets?limit=2&" + order + cursor).json();
        page.path("items").forEach(item -> seen.add(item.path("name").asText()));
        cursor =
            page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asText();
        pages++;
      } while (!cursor.isEmpty());
      assertThat(pages).isEqualTo(3);
      assertThat(seen).containsExactlyInAnyOrder("A", "D", "b", "c", "e");
    }
  }

  @Test
  void parametersThatAreUnknownOrWrongAreRefusedTogether() {
    Answer answer = STACK.signedIn("eli").get("/api/datasets?limit=9000&status=gone&labelled=true");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .contains("?limit", "?status", "?labelled");
  }

  @Test
  void nobodyListsWithoutAToken() {
    assertThat(STACK.anonymous().get("/api/datasets").status()).isEqualTo(401);
  }
}
