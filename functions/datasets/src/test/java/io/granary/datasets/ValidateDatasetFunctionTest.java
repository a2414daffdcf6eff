package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ValidateDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aJobValidates() {
    User owner = STACK.user("ann");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 3);

    Answer answer = validate(STACK.as(owner), dataset);

    assertThat(answer.status()).isEqualTo(202);
    String job = answer.json().path("job_id").asText();
    assertThat(answer.json().path("status_url").asText()).isEqualTo("/api/jobs/" + job);
    assertThat(state(job)).isEqualTo("validate pending");
    STACK.drain();
    assertThat(state(job)).isEqualTo("validate completed");
  }

  @Test
  void askedAgainItGivesTheJobThatWaits() {
    User owner = STACK.user("bea");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 3);

    String first = validate(STACK.as(owner), dataset).json().path("job_id").asText();
    String second = validate(STACK.as(owner), dataset).json().path("job_id").asText();
    STACK.drain();
    String third = validate(STACK.as(owner), dataset).json().path("job_id").asText();

    assertThat(second).isEqualTo(first);
    assertThat(third).isNotEqualTo(first);
  }

  @Test
  void aDatasetThatIsNotReadySaysSo() {
    User owner = STACK.user("cyn");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 3);
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'processing' where id = '%s'".formatted(dataset.id()));

    Answer answer = validate(STACK.as(owner), dataset);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("DATASET_NOT_READY");
  }

  @Test
  void aDatasetOverTablesIsOfAnotherKindWhateverItsStatus() {
    User owner = STACK.user("eve");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    String path = "/api/datasets/%s/validate".formatted(dataset.id());

    Answer draft = STACK.as(owner).post(path, "{}");
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'active' where id = '%s'".formatted(dataset.id()));
    Answer active = STACK.as(owner).post(path, "{}");

    assertThat(draft.status()).isEqualTo(409);
    assertThat(draft.code()).isEqualTo("WRONG_KIND");
    assertThat(draft.json().path("detail").asText())
        .isEqualTo("Cannot do this with the dataset: it is made of tables, and this is for files.");
    assertThat(active.status()).isEqualTo(409);
    assertThat(active.code()).isEqualTo("WRONG_KIND");
    assertThat(Ask.of(STACK).count("select count(*) from jobs where dataset_id = ?", dataset.id()))
        .isZero();
  }

  @Test
  void anEditorMayAViewerMayNotAndAStrangerSeesNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("dee"), "foxes", 1);
    User viewer = STACK.user("viewer");
    User editor = STACK.user("editor");
    dataset.share(STACK, viewer, "viewer");
    dataset.share(STACK, editor, "editor");

    assertThat(validate(STACK.as(editor), dataset).status()).isEqualTo(202);
    assertThat(validate(STACK.as(viewer), dataset).status()).isEqualTo(403);
    assertThat(validate(STACK.signedIn("stranger"), dataset).status()).isEqualTo(404);
    assertThat(validate(STACK.anonymous(), dataset).status()).isEqualTo(401);
  }

  private static Answer validate(ApiClient client, SampleDataset dataset) {
    return client.post("/api/datasets/%s/validate".formatted(dataset.id()), "{}");
  }

  private static String state(String job) {
    return Ask.of(STACK).text("select kind || ' ' || status from jobs where id = ?::uuid", job);
  }
}
