package io.granary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RetryJobFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aCancelledIngestGoesOnAsANewJob() {
    User owner = STACK.user("ann");
    SampleIngest ingest = SampleIngest.begin(STACK, owner, "birds");
    ApiClient client = STACK.as(owner);
    String path = "/api/jobs/" + ingest.job();
    client.post(path + "/cancel", "");
    int before = SampleIngest.messages(STACK);

    Answer retried = client.post(path + "/retry", "");

    assertThat(retried.status()).isEqualTo(202);
    String url = retried.json().path("status_url").asText();
    assertThat(url).isEqualTo("/api/jobs/" + retried.json().path("job_id").asText());
    JsonNode job = client.get(url).json();
    assertThat(job.path("status").asText()).isEqualTo("pending");
    assertThat(job.path("kind").asText()).isEqualTo("ingest");
    assertThat(job.path("dataset_id").asText()).isEqualTo(ingest.dataset().toString());
    assertThat(job.path("metadata").path("retry_of").asText()).isEqualTo(ingest.job().toString());
    assertThat(client.get(path).json().path("status").asText()).isEqualTo("cancelled");
    assertThat(ingest.askDataset(STACK)).isEqualTo("processing");
    assertThat(ingest.ask(STACK, "select state from ingests where id = ?")).isEqualTo("planning");
    assertThat(SampleIngest.messages(STACK)).isEqualTo(before + 1);
    assertThat(client.post(path + "/retry", "").json().path("detail").asText())
        .isEqualTo("Cannot retry the job: another job has retried it already.");
  }

  @Test
  void ofSixtyFourAtOnceOneWins() {
    User owner = STACK.user("bea");
    SampleIngest ingest = SampleIngest.begin(STACK, owner, "bees");
    ApiClient client = STACK.as(owner);
    client.post("/api/jobs/" + ingest.job() + "/cancel", "");

    List<Answer> answers =
        AtOnce.call(64, _ -> client.post("/api/jobs/" + ingest.job() + "/retry", ""));

    assertThat(answers.stream().filter(a -> a.status() == 202)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 409))
        .hasSize(63)
        .allMatch(a -> a.code().equals("JOB_NOT_RETRIABLE"));
    assertThat(client.get("/api/jobs?dataset_id=" + ingest.dataset()).json().path("total").asInt())
        .isEqualTo(2);
  }

  @Test
  void aJobThatRunsOrHasCompletedIsNotRetried() {
    User owner = STACK.user("cyn");
    SampleIngest running = SampleIngest.begin(STACK, owner, "cats");
    SampleDataset completed = SampleDataset.make(STACK, owner, "cows", 1);
    ApiClient client = STACK.as(owner);

    Answer first = client.post("/api/jobs/" + running.job() + "/retry", "");
    Answer second = client.post("/api/jobs/" + completed.job() + "/retry", "");

    assertThat(first.status()).isEqualTo(409);
    assertThat(first.code()).isEqualTo("JOB_NOT_RETRIABLE");
    assertThat(first.json().path("detail").asText())
        .isEqualTo("Cannot retry the job: it is pending.");
    assertThat(second.json().path("detail").asText())
        .isEqualTo("Cannot retry the job: it is completed.");
  }

  @Test
  void aSourceThatIsGoneOrAnotherEndsIt() {
    User owner = STACK.user("dee");
    SampleIngest ingest = SampleIngest.begin(STACK, owner, "dogs");
    ApiClient client = STACK.as(owner);
    String path = "/api/jobs/" + ingest.job();
    client.post(path + "/cancel", "");

    STACK.objects().replace(ingest.sourceKey(), new byte[] {1}, "application/zip");
    Answer changed = client.post(path + "/retry", "");
    STACK.objects().delete(ingest.sourceKey());
    Answer gone = client.post(path + "/retry", "");

    assertThat(changed.code()).isEqualTo("JOB_NOT_RETRIABLE");
    assertThat(changed.json().path("detail").asText())
        .isEqualTo("Cannot retry the job: its source 'x.zip' has changed.");
    assertThat(gone.json().path("detail").asText())
        .isEqualTo("Cannot retry the job: its source 'x.zip' is gone.");
    assertThat(ingest.ask(STACK, "select state from ingests where id = ?")).isEqualTo("failed");
  }

  @Test
  void aDatasetInTheTrashStaysThere() {
    User owner = STACK.user("eva");
    SampleIngest ingest = SampleIngest.begin(STACK, owner, "eels");
    ApiClient client = STACK.as(owner);
    client.post("/api/jobs/" + ingest.job() + "/cancel", "");
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set deleted_at = now() where id = '%s'".formatted(ingest.dataset()));

    Answer answer = client.post("/api/jobs/" + ingest.job() + "/retry", "");

    assertThat(answer.code()).isEqualTo("JOB_NOT_RETRIABLE");
    assertThat(ingest.ask(STACK, "select state from ingests where id = ?")).isEqualTo("failed");
    assertThat(ingest.ask(STACK, "select job_id from ingests where id = ?"))
        .isEqualTo(ingest.job().toString());
  }

  @Test
  void whatWasDroppedIsLookedForWhereItLies() {
    User owner = STACK.user("dov");
    SampleIngest ingest = SampleIngest.begin(STACK, owner, "doves");
    ApiClient client = STACK.as(owner);
    String path = "/api/jobs/" + ingest.job();
    client.post(path + "/cancel", "");
    STACK
        .stack()
        .executeAsOwner(
            "update ingest_items set key = 'drop/dov/x.zip' where ingest_id = '%s'"
                .formatted(ingest.id()));
    assertThat(client.post(path + "/retry", "").code()).isEqualTo("JOB_NOT_RETRIABLE");

    STACK.objects().copy(ingest.sourceKey(), "drop/dov/x.zip");

    assertThat(client.post(path + "/retry", "").status()).isEqualTo(202);
  }

  @Test
  void nothingIsAddedToADatasetThatIsBeingDeleted() {
    User owner = STACK.user("eli");
    SampleIngest ingest = SampleIngest.begin(STACK, owner, "elks");
    ApiClient client = STACK.as(owner);
    client.post("/api/jobs/" + ingest.job() + "/cancel", "");
    STACK
        .stack()
        .executeAsOwner(
            """
            update ingests set mode = 'add' where id = '%s';
            update datasets set deletion_job_id = '%s', status = 'ready', error_code = null,
              error_detail = null where id = '%s'
            """
                .formatted(ingest.id(), ingest.job(), ingest.dataset()));

    Answer answer = client.post("/api/jobs/" + ingest.job() + "/retry", "");

    assertThat(answer.json().path("detail").asText())
        .isEqualTo("Cannot retry the job: its dataset is being deleted, or is in the trash.");
    assertThat(ingest.ask(STACK, "select state from ingests where id = ?")).isEqualTo("failed");
  }

  @Test
  void aViewerMayNotAndAStrangerSeesNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("fay"), "foxes", 1);
    User viewer = STACK.user("viewer");
    dataset.share(STACK, viewer, "viewer");
    String path = "/api/jobs/" + dataset.job() + "/retry";

    assertThat(STACK.as(viewer).post(path, "").code()).isEqualTo("FORBIDDEN");
    assertThat(STACK.signedIn("stranger").post(path, "").status()).isEqualTo(404);
    assertThat(STACK.anonymous().post(path, "").status()).isEqualTo(401);
  }
}
