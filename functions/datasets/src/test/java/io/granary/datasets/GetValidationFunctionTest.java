package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetValidationFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void whatWasFoundIsGivenAndSamplesAreFoundByIt() {
    User owner = STACK.user("ann");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 3);
    ApiClient client = STACK.as(owner);
    String path = "/api/datasets/%s".formatted(dataset.id());
    client.post(path + "/validate", "{}");
    STACK.drain();

    JsonNode found = client.get(path + "/validation").json();
    JsonNode samples =
        client.get(path + "/samples?issue=SAMPLE_WITHOUT_ANNOTATION").json().path("items");

    assertThat(found.path("dataset_id").asText()).isEqualTo(dataset.id().toString());
    assertThat(found.path("passed").asBoolean()).isTrue();
    assertThat(found.path("validated_at").asText()).isNotEmpty();
    assertThat(found.path("issues").findValuesAsText("code"))
        .containsExactly(
            "SAMPLE_WITHOUT_ANNOTATION",
            "SPLIT_SMALL",
            "CLASS_FEW_SAMPLES",
            "SAMPLE_WITHOUT_SPLIT",
            "ONLY_ONE_CLASS",
            "ATTRIBUTE_ONE_VALUE");
    assertThat(found.at("/issues/0/severity").asText()).isEqualTo("warning");
    assertThat(found.at("/issues/0/detail").asText()).isEqualTo("Samples have no annotation.");
    assertThat(found.at("/issues/0/examples/0/path").asText()).isEqualTo("other/001.png");
    assertThat(samples).hasSize(1);
    assertThat(samples.at("/0/path").asText()).isEqualTo("other/001.png");
    assertThat(samples.at("/0/issues/1").asText()).isEqualTo("SAMPLE_WITHOUT_SPLIT");
  }

  @Test
  void aDatasetThatWasNeverValidatedSaysSo() {
    User owner = STACK.user("bea");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 3);

    Answer answer = STACK.as(owner).get("/api/datasets/%s/validation".formatted(dataset.id()));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "Cannot give a validation: the dataset was never validated."
                + " POST /api/datasets/%s/validate does it.".formatted(dataset.id()));
  }

  @Test
  void aDatasetThatIsNotReadySaysSo() {
    User owner = STACK.user("cyn");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 3);
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'processing' where id = '%s'".formatted(dataset.id()));

    Answer answer = STACK.as(owner).get("/api/datasets/%s/validation".formatted(dataset.id()));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("DATASET_NOT_READY");
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path = "/api/datasets/%s/validation".formatted(dataset.id());

    assertThat(STACK.signedIn("stranger").get(path).json().path("detail").asText())
        .isEqualTo("Cannot find this dataset.");
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
