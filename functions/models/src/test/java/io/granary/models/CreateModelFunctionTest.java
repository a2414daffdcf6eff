package io.granary.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CreateModelFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aModelIsMadeWithWhatIsSaidOfIt() {
    ApiClient client = STACK.signedIn("ann");

    Answer made =
        client.post(
            "/api/models",
            Map.of(
                "name",
                " churn ",
                "description",
                "who leaves",
                "warehouse",
                Map.of("kind", "bigquery", "project", "acme-data", "location", "EU"),
                "budget",
                Map.of("max_bytes_per_query", 1_000_000_000_000L, "max_usd_per_build", 2.5)));

    assertThat(made.status()).isEqualTo(201);
    JsonNode model = made.json();
    assertThat(made.headers())
        .containsEntry("location", "/api/models/" + model.path("id").asText());
    assertThat(model.path("name").asText()).isEqualTo("churn");
    assertThat(model.path("warehouse"))
        .hasToString(
            "{\"kind\":\"bigquery\",\"project\":\"acme-data\",\"dataset\":\"raw_data\",\"location\":\"EU\"}");
    assertThat(model.path("budget").path("max_bytes_per_query").asLong())
        .isEqualTo(1_000_000_000_000L);
    assertThat(model.path("budget").path("max_usd_per_build").asDouble()).isEqualTo(2.5);
    assertThat(model.path("dataset_count").asInt()).isZero();
    assertThat(client.get(made.headers().get("location")).json()).isEqualTo(model);
  }

  @Test
  void whatIsNotSaidHasAStandard() {
    JsonNode model = STACK.signedIn("bea").post("/api/models", Map.of("name", "birds")).json();

    assertThat(model.path("description").isNull()).isTrue();
    assertThat(model.path("warehouse"))
        .hasToString("{\"kind\":\"bigquery\",\"dataset\":\"raw_data\"}");
    assertThat(model.path("budget")).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    ApiClient client = STACK.signedIn("cyn");

    Answer wrong =
        client.post(
            "/api/models",
            "{\"name\": \"x\", \"colour\": 1, \"warehouse\": {\"kind\": \"oracle\","
                + " \"dataset\": \"a`b\"}, \"budget\": {\"max_bytes_per_query\": 0}}");
    Answer name = client.post("/api/models", Map.of("name", "a/b"));

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/colour", "/warehouse/kind", "/warehouse/dataset", "/budget/max_bytes_per_query");
    assertThat(name.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(name.json().path("errors").findValuesAsText("pointer")).containsExactly("/name");
  }

  @Test
  void ofSixtyFourOfOneNameOneIsMade() {
    ApiClient client = STACK.signedIn("dee");

    List<Answer> answers =
        AtOnce.call(
            64, i -> client.post("/api/models", Map.of("name", i % 2 == 0 ? "dogs" : "DOGS")));

    assertThat(answers.stream().filter(a -> a.status() == 201)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 409))
        .hasSize(63)
        .allMatch(a -> a.code().equals("MODEL_NAME_TAKEN"));
    assertThat(client.get("/api/models").json().path("total").asInt()).isEqualTo(1);
    assertThat(STACK.signedIn("eva").post("/api/models", Map.of("name", "dogs")).status())
        .as("somebody else's name is free")
        .isEqualTo(201);
  }

  @Test
  void nobodyMakesOneWithoutAToken() {
    assertThat(STACK.anonymous().post("/api/models", Map.of("name", "x")).status()).isEqualTo(401);
  }
}
