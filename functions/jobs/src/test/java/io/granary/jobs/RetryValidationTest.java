package io.granary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.domain.Code;
import io.granary.domain.Ids;
import io.granary.json.Json;
import io.granary.storage.ValidateMessage;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Jobs of validations are retried and cancelled like those of ingests. */
final class RetryValidationTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final User owner = STACK.user("v" + Long.toString(System.nanoTime(), 36));
  private final ApiClient client = STACK.as(owner);
  private final SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 1);

  /** The function that takes it is not on this class path, so that nobody has made it. */
  @BeforeAll
  static void makeQueue() {
    STACK.bean(SqsClient.class).createQueue(create -> create.queueName(queue()));
  }

  private static String queue() {
    return STACK.stack().names().queuePrefix() + ValidateMessage.QUEUE;
  }

  /** The messages that wait, which are taken away. */
  private static List<ValidateMessage> messages() {
    SqsClient sqs = STACK.bean(SqsClient.class);
    String url = sqs.getQueueUrl(get -> get.queueName(queue())).queueUrl();
    List<Message> found =
        sqs.receiveMessage(get -> get.queueUrl(url).maxNumberOfMessages(10)).messages();
    found.forEach(m -> sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(m.receiptHandle())));
    return found.stream().map(m -> Json.read(m.body(), ValidateMessage.class)).toList();
  }

  private UUID job() {
    UUID job = STACK.bean(Ids.class).next();
    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                STACK
                    .bean(JobRepository.class)
                    .insert(
                        handle,
                        job,
                        ValidateMessage.KIND,
                        dataset.id(),
                        owner.id(),
                        Instant.now()));
    return job;
  }

  private UUID failed() {
    UUID job = job();
    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                STACK
                    .bean(JobRepository.class)
                    .fail(handle, job, Code.INTERNAL, "Cannot.", Instant.now()));
    return job;
  }

  private Answer retry(UUID job) {
    return client.post("/api/jobs/%s/retry".formatted(job), "");
  }

  @Test
  void aFailedValidationGoesOnAsANewJob() {
    UUID failed = failed();

    Answer retried = retry(failed);

    assertThat(retried.status()).isEqualTo(202);
    UUID next = UUID.fromString(retried.json().path("job_id").asText());
    JsonNode job = client.get(retried.json().path("status_url").asText()).json();
    assertThat(job.path("status").asText()).isEqualTo("pending");
    assertThat(job.path("kind").asText()).isEqualTo("validate");
    assertThat(job.path("metadata").path("retry_of").asText()).isEqualTo(failed.toString());
    assertThat(job.path("log").path(0).path("message").asText())
        .isEqualTo("Retries the job " + failed);
    assertThat(messages()).containsExactly(new ValidateMessage(dataset.id(), next));
    assertThat(client.get("/api/jobs/" + failed).json().path("status").asText())
        .isEqualTo("failed");
  }

  @Test
  void ofManyAtOnceOneWins() {
    UUID failed = failed();

    List<Answer> answers = AtOnce.call(16, _ -> retry(failed));

    assertThat(answers.stream().filter(a -> a.status() == 202)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 409))
        .hasSize(15)
        .allMatch(a -> a.code().equals("JOB_NOT_RETRIABLE"))
        .allMatch(
            a ->
                a.json()
                    .path("detail")
                    .asText()
                    .equals("Cannot retry the job: another job has retried it already."));
    assertThat(messages()).hasSize(1);
  }

  @Test
  void whatRunsOrHasNothingToLookAtIsNotRetried() {
    UUID failed = failed();
    UUID waiting = job();
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'processing' where id = '%s'".formatted(dataset.id()));

    assertThat(retry(waiting).json().path("detail").asText())
        .isEqualTo("Cannot retry the job: it is pending.");
    assertThat(retry(failed).code()).isEqualTo("JOB_NOT_RETRIABLE");
    assertThat(retry(failed).json().path("detail").asText())
        .isEqualTo("Cannot retry the job: its dataset is not ready.");
    assertThat(messages()).isEmpty();
  }

  @Test
  void whoeverValidatesIsToldThatItWasCancelled() {
    UUID job = job();

    assertThat(client.post("/api/jobs/%s/cancel".formatted(job), "").status()).isEqualTo(200);

    assertThat(messages()).containsExactly(new ValidateMessage(dataset.id(), job));
    assertThat(retry(job).status()).isEqualTo(202);
    assertThat(messages()).hasSize(1);
  }

  @Test
  void aDatasetThatIsBeingDeletedIsNotValidated() {
    UUID job = job();
    client.post("/api/jobs/" + job + "/cancel", "");
    messages();
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set deletion_job_id = '%s' where id = '%s'"
                .formatted(job, dataset.id()));

    Answer answer = client.post("/api/jobs/" + job + "/retry", "");

    assertThat(answer.code()).isEqualTo("JOB_NOT_RETRIABLE");
    assertThat(messages()).isEmpty();
  }
}
