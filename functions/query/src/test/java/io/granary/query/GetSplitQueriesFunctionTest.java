package io.granary.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetSplitQueriesFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static String path(SampleDefinition dataset) {
    return "/api/datasets/%s/query/split".formatted(dataset.id());
  }

  @Test
  void bothSidesAreGivenAsGetQueryGivesEach() {
    User owner = STACK.user("ada");
    var dataset =
        SampleDefinition.make(
            STACK,
            owner,
            "orders",
            SampleDefinition.orders(
                ", \"split\": {\"strategy\": \"time\", \"eval_days\": 7},"
                    + " \"as_of\": \"2026-06-30\""));

    JsonNode both = STACK.as(owner).get(path(dataset) + "?dialect=duckdb").json();

    for (String side : new String[] {"train", "eval"}) {
      assertThat(both.path(side))
          .isEqualTo(
              STACK
                  .as(owner)
                  .get(
                      "/api/datasets/%s/query?dialect=duckdb&split=%s"
                          .formatted(dataset.id(), side))
                  .json());
    }
    assertThat(both.at("/train/sql").asText()).contains(" <= ");
    assertThat(both.at("/eval/sql").asText()).doesNotContain(" <= ");
    assertThat(both.at("/eval/as_of").asText()).isEqualTo("2026-06-30");
  }

  @Test
  void aDefinitionWithoutASplitAndAFileSetAreRefused() {
    User owner = STACK.user("bob");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    SampleDataset files = SampleDataset.make(STACK, owner, "birds", 1);

    Answer none = STACK.as(owner).get(path(dataset));
    Answer wrong = STACK.as(owner).get("/api/datasets/%s/query/split".formatted(files.id()));

    assertThat(none.status()).isEqualTo(400);
    assertThat(none.json().at("/errors/0/pointer").asText()).isEqualTo("/split");
    assertThat(none.json().path("detail").asText())
        .isEqualTo("Cannot give the query of a split: the definition has none.");
    assertThat(wrong.code()).isEqualTo("WRONG_KIND");
  }

  @Test
  void aStrangerGetsNothing() {
    var dataset =
        SampleDefinition.make(STACK, STACK.user("owner-of-it"), "o", SampleDefinition.orders(""));

    assertThat(STACK.signedIn("stranger").get(path(dataset)).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path(dataset)).status()).isEqualTo(401);
  }
}
