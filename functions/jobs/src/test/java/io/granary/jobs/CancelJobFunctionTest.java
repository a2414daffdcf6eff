package io.granary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Deletion;
import io.granary.database.DeletionRepository;
import io.granary.database.DeletionRepository.NewDeletion;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.domain.Ids;
import io.granary.storage.DeletionMessage;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

final class CancelJobFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aJobThatRunsIsCancelledOnce() {
    User owner = STACK.user("ann");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 1);
    ApiClient client = STACK.as(owner);
    String path = "/api/jobs/" + begin("export", dataset, owner) + "/cancel";

    Answer cancelled = client.post(path, "");
    Answer again = client.post(path, "");

    assertThat(cancelled.status()).isEqualTo(200);
    JsonNode job = cancelled.json();
    assertThat(job.path("status").asText()).isEqualTo("cancelled");
    assertThat(job.path("completed_at").isTextual()).isTrue();
    assertThat(job.path("error").isNull()).isTrue();
    assertThat(job.path("log").path(0).path("message").asText()).isEqualTo("Cancelled by ann");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("JOB_ENDED");
  }

  @Test
  void ofSixtyFourWhoCancelAnIngestAtOnceOneWins() {
    User owner = STACK.user("bea");
    SampleIngest ingest = SampleIngest.begin(STACK, owner, "bees");
    ApiClient client = STACK.as(owner);
    int before = SampleIngest.messages(STACK);

    List<Answer> answers =
        AtOnce.call(64, _ -> client.post("/api/jobs/" + ingest.job() + "/cancel", ""));

    assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 409))
        .hasSize(63)
        .allMatch(a -> a.code().equals("JOB_ENDED"));
    assertThat(ingest.ask(STACK, "select state from ingests where id = ?")).isEqualTo("failed");
    assertThat(ingest.askDataset(STACK))
        .isEqualTo("error JOB_CANCELLED Cannot finish the ingest: it was cancelled by bea.");
    assertThat(ingest.ask(STACK, "select report ->> 'status' from ingests where id = ?"))
        .isEqualTo("error");
    // Each says it again, in case the one who won died before it did.
    assertThat(SampleIngest.messages(STACK)).isEqualTo(before + 64);
    assertThat(STACK.objects().stat(ingest.sourceKey())).isPresent();
  }

  @Test
  void aKeyIsForTheOneJobThatItWasSentWith() {
    User owner = STACK.user("bob");
    SampleIngest first = SampleIngest.begin(STACK, owner, "one");
    SampleIngest second = SampleIngest.begin(STACK, owner, "two");
    ApiClient client = STACK.as(owner);
    Map<String, String> key = Map.of("Idempotency-Key", "k");

    Answer one = client.send("POST", "/api/jobs/" + first.job() + "/cancel", key, null);
    Answer again = client.send("POST", "/api/jobs/" + first.job() + "/cancel", key, null);
    Answer two = client.send("POST", "/api/jobs/" + second.job() + "/cancel", key, null);

    assertThat(one.status()).isEqualTo(200);
    assertThat(again.headers()).containsKey("idempotent-replayed");
    assertThat(two.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(second.ask(STACK, "select state from ingests where id = ?")).isNotEqualTo("failed");
  }

  @RepeatedTest(8)
  void aJobThatCompletesAtTheSameTimeIsEitherCompletedOrCancelled(RepetitionInfo repetition)
      throws Exception {
    User owner = STACK.user("cyn-" + repetition.getCurrentRepetition());
    SampleDataset dataset = SampleDataset.make(STACK, owner, "cats", 1);
    UUID job = begin("export", dataset, owner);
    var start = new CyclicBarrier(2);
    var completed =
        CompletableFuture.runAsync(
            () -> {
              awaitAll(start);
              STACK
                  .bean(Jdbi.class)
                  .useTransaction(
                      handle ->
                          STACK
                              .bean(JobRepository.class)
                              .complete(handle, job, "{}", Instant.now()));
            });
    awaitAll(start);

    Answer answer = STACK.as(owner).post("/api/jobs/" + job + "/cancel", "");
    completed.get();

    String status = STACK.as(owner).get("/api/jobs/" + job).json().path("status").asText();
    assertThat(status).isEqualTo(answer.status() == 200 ? "cancelled" : "completed");
  }

  @Test
  void anEditorMayAndAViewerMayNot() {
    User owner = STACK.user("dee");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "dogs", 1);
    User viewer = STACK.user("viewer");
    User editor = STACK.user("editor");
    dataset.share(STACK, viewer, "viewer");
    dataset.share(STACK, editor, "editor");
    String path = "/api/jobs/" + begin("export", dataset, owner) + "/cancel";

    assertThat(STACK.anonymous().post(path, "").status()).isEqualTo(401);
    assertThat(STACK.signedIn("stranger").post(path, "").status()).isEqualTo(404);
    assertThat(STACK.as(viewer).post(path, "").code()).isEqualTo("FORBIDDEN");
    assertThat(STACK.as(editor).post(path, "").status()).isEqualTo(200);
  }

  private static void awaitAll(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static UUID begin(String kind, SampleDataset dataset, User user) {
    UUID job = STACK.bean(Ids.class).next();
    STACK
        .bean(Jdbi.class)
        .useTransaction(
            handle ->
                STACK
                    .bean(JobRepository.class)
                    .insert(handle, job, kind, dataset.id(), user.id(), Instant.now()));
    return job;
  }

  @Test
  void ofACancelledDeletionTheRestIsAskedFor() {
    User owner = STACK.user("deleter");
    User editor = STACK.user("deleter-editor");
    SampleDataset set = SampleDataset.make(STACK, owner, "leaving", 1);
    set.share(STACK, editor, "editor");
    String queue = queue();
    UUID job = deletion(set, owner, Deletion.Kind.DELETE);

    Answer refused = STACK.as(editor).post("/api/jobs/%s/cancel".formatted(job), "");
    Answer answer = STACK.as(owner).post("/api/jobs/%s/cancel".formatted(job), "");

    assertThat(refused.code()).isEqualTo("FORBIDDEN");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("status").asText()).isEqualTo("cancelled");
    assertThat(
            STACK
                .bean(SqsClient.class)
                .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages())
        .extracting(Message::body)
        .singleElement()
        .asString()
        .contains(job.toString());
  }

  @Test
  void whatHasRemovedSomethingGoesOn() {
    User owner = STACK.user("purger");
    SampleDataset set = SampleDataset.make(STACK, owner, "going", 1);
    queue();
    UUID job = deletion(set, owner, Deletion.Kind.PURGE);
    STACK
        .stack()
        .executeAsOwner("update deletions set step = 'content' where job_id = '%s'".formatted(job));

    Answer answer = STACK.as(owner).post("/api/jobs/%s/cancel".formatted(job), "");

    assertThat(answer.code()).isEqualTo("JOB_ENDED");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("Cannot cancel the job: what it removes is gone already.");
    assertThat(STACK.as(owner).get("/api/jobs/" + job).json().path("status").asText())
        .isEqualTo("pending");
  }

  private static String queue() {
    String name = STACK.stack().names().queuePrefix() + DeletionMessage.QUEUE;
    return STACK.bean(SqsClient.class).createQueue(create -> create.queueName(name)).queueUrl();
  }

  private static UUID deletion(SampleDataset set, User owner, Deletion.Kind kind) {
    UUID job = begin(kind.toString(), set, owner);
    STACK
        .bean(Jdbi.class)
        .useTransaction(
            handle ->
                STACK
                    .bean(DeletionRepository.class)
                    .begin(
                        handle,
                        new NewDeletion(
                            job,
                            set.id(),
                            kind,
                            owner.id(),
                            "request",
                            "name",
                            true,
                            1,
                            Instant.now())));
    return job;
  }
}
