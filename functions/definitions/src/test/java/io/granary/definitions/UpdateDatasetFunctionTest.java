package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UpdateDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void everyFieldThatIsDescribedCanBeWritten() {
    User ann = STACK.user("described");
    SampleDataset dataset = SampleDataset.make(STACK, ann, "set", 1);
    Map<String, Object> body = new HashMap<>();
    for (RecordComponent field : UpdateDatasetFunction.Request.class.getRecordComponents()) {
      body.put(SnakeCaseStrategy.INSTANCE.translate(field.getName()), null);
    }
    body.put("name", "another");

    Answer answer = STACK.as(ann).put("/api/datasets/" + dataset.id(), body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void fieldsThatAreSentChangeAndOthersStay() {
    User owner = STACK.user("ann");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 1);
    ApiClient client = STACK.as(owner);
    String path = "/api/datasets/" + dataset.id();

    Answer changed =
        client.put(
            path,
            Map.of(
                "name", " more birds ",
                "tags", List.of("red", "blue", "red"),
                "metadata", Map.of("licence", "CC0")));
    Answer cleared = client.put(path, "{\"description\": null, \"tags\": null}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("name").asText()).isEqualTo("more birds");
    assertThat(changed.json().path("tags")).hasSize(2);
    assertThat(changed.json().path("description").asText()).isEqualTo("made by a test");
    assertThat(cleared.json().path("description").isNull()).isTrue();
    assertThat(cleared.json().path("tags")).isEmpty();
    assertThat(cleared.json().path("metadata").path("licence").asText()).isEqualTo("CC0");
  }

  @Test
  void theWholeResourceMayBeSentBackButItsFactsNotChanged() {
    User owner = STACK.user("bea");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "bees", 2);
    ApiClient client = STACK.as(owner);
    String path = "/api/datasets/" + dataset.id();
    String whole = client.put(path, "{}").body();

    Answer same = client.put(path, whole);
    Answer fact = client.put(path, Map.of("total_samples", 3));
    Answer mixed =
        client.put(path, "{\"total_samples\": 3, \"colour\": 1, \"name\": \"a/b\", \"tags\": 1}");

    assertThat(same.status()).isEqualTo(200);
    assertThat(fact.status()).isEqualTo(400);
    assertThat(fact.code()).isEqualTo("READ_ONLY_FIELD");
    assertThat(mixed.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(mixed.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/total_samples", "/colour", "/name", "/tags");
  }

  @Test
  void aChangeThatRestsOnAnOldRevisionIsRefused() {
    User owner = STACK.user("cyn");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "cats", 1);
    ApiClient client = STACK.as(owner);
    String path = "/api/datasets/" + dataset.id();
    String tag = client.put(path, "{}").headers().get("etag");

    Answer first = client.put(path, Map.of("name", "cats 2"), Map.of("If-Match", tag));
    Answer second = client.put(path, Map.of("name", "cats 3"), Map.of("If-Match", tag));
    Answer third =
        client.put(path, Map.of("name", "cats 4"), Map.of("If-Match", first.headers().get("etag")));

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(412);
    assertThat(second.code()).isEqualTo("PRECONDITION_FAILED");
    assertThat(third.status()).isEqualTo(200);
    assertThat(client.put(path, "{}").json().path("name").asText()).isEqualTo("cats 4");
  }

  @Test
  void ofSixtyFourAtOnceOneWins() {
    User owner = STACK.user("dee");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "dogs", 1);
    ApiClient client = STACK.as(owner);
    String path = "/api/datasets/" + dataset.id();
    String tag = client.put(path, "{}").headers().get("etag");

    List<Answer> answers =
        AtOnce.call(
            64, i -> client.put(path, Map.of("name", "dogs " + i), Map.of("If-Match", tag)));

    assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 412)).hasSize(63);
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    User owner = STACK.user("eva");
    SampleDataset.make(STACK, owner, "one", 1);
    SampleDataset other = SampleDataset.make(STACK, owner, "two", 1);

    Answer answer = STACK.as(owner).put("/api/datasets/" + other.id(), Map.of("name", "ONE"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("DATASET_NAME_TAKEN");
  }

  @Test
  void aViewerMayNotAndAStrangerSeesNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("fay"), "foxes", 1);
    User viewer = STACK.user("viewer");
    dataset.share(STACK, viewer, "viewer");
    String path = "/api/datasets/" + dataset.id();

    assertThat(STACK.as(viewer).put(path, Map.of("name", "x")).status()).isEqualTo(403);
    assertThat(STACK.signedIn("stranger").put(path, Map.of("name", "x")).status()).isEqualTo(404);
    assertThat(STACK.anonymous().put(path, Map.of("name", "x")).status()).isEqualTo(401);
  }
}
