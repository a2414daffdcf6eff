package io.granary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.database.WarehouseJobRepository;
import io.granary.database.WarehouseJobRepository.Wanted;
import io.granary.domain.Code;
import io.granary.domain.Ids;
import io.granary.json.Json;
import io.granary.storage.WarehouseMessage;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Jobs that ask a warehouse are retried and cancelled like those of ingests. */
final class RetryWarehouseTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String ASKED = "{\"table\": \"products\"}";

  private final User owner = STACK.user("w" + Long.toString(System.nanoTime(), 36));
  private final ApiClient client = STACK.as(owner);

  /** The function that takes it is not on this class path, so that nobody has made it. */
  @BeforeAll
  static void makeQueue() {
    STACK.bean(SqsClient.class).createQueue(create -> create.queueName(queue()));
  }

  private static String queue() {
    return STACK.stack().names().queuePrefix() + WarehouseMessage.QUEUE;
  }

  /** The jobs whose messages wait, which are taken away. */
  private static List<UUID> messages() {
    SqsClient sqs = STACK.bean(SqsClient.class);
    String url = sqs.getQueueUrl(get -> get.queueName(queue())).queueUrl();
    List<Message> found =
        sqs.receiveMessage(get -> get.queueUrl(url).maxNumberOfMessages(10)).messages();
    found.forEach(m -> sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(m.receiptHandle())));
    return found.stream().map(m -> Json.read(m.body(), WarehouseMessage.class).jobId()).toList();
  }

  private UUID job() {
    return STACK
        .bean(WarehouseJobRepository.class)
        .begin(
            new Wanted(
                STACK.bean(Ids.class).next(),
                "column_stats",
                owner.id(),
                null,
                ASKED,
                Instant.now()))
        .id();
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
  void aFailedJobIsAskedAgain() {
    UUID failed = failed();

    Answer retried = retry(failed);

    assertThat(retried.status()).isEqualTo(202);
    UUID next = UUID.fromString(retried.json().path("job_id").asText());
    JsonNode job = client.get(retried.json().path("status_url").asText()).json();
    assertThat(job.path("status").asText()).isEqualTo("pending");
    assertThat(job.path("kind").asText()).isEqualTo("column_stats");
    assertThat(job.at("/metadata/table").asText()).isEqualTo("products");
    assertThat(job.at("/metadata/retry_of").asText()).isEqualTo(failed.toString());
    assertThat(job.at("/log/0/message").asText()).isEqualTo("Retries the job " + failed);
    assertThat(messages()).containsExactly(next);
    assertThat(job()).as("whoever asks the same gets it").isEqualTo(next);
  }

  @Test
  void ofManyAtOnceOneBegins() {
    UUID failed = failed();

    List<Answer> answers = AtOnce.call(16, _ -> retry(failed));

    assertThat(answers).allMatch(answer -> answer.status() == 202);
    List<String> jobs = answers.stream().map(a -> a.json().path("job_id").asText()).toList();
    assertThat(jobs.stream().distinct()).hasSize(1);
    List<UUID> sent =
        Stream.generate(RetryWarehouseTest::messages)
            .takeWhile(some -> !some.isEmpty())
            .flatMap(List::stream)
            .toList();
    assertThat(sent).isNotEmpty().allMatch(job -> job.toString().equals(jobs.getFirst()));
  }

  @Test
  void whoeverWorksOnItIsToldThatItWasCancelled() {
    UUID job = job();

    assertThat(retry(job).json().path("detail").asText())
        .isEqualTo("Cannot retry the job: it is pending.");
    assertThat(client.post("/api/jobs/%s/cancel".formatted(job), "").status()).isEqualTo(200);

    assertThat(messages()).containsExactly(job);
    assertThat(retry(job).status()).isEqualTo(202);
    assertThat(messages()).hasSize(1).doesNotContain(job);
  }

  @Test
  void nothingIsAskedAboutADatasetThatIsBeingDeleted() {
    SampleDataset set = SampleDataset.make(STACK, owner, "leaving", 1);
    UUID job =
        STACK
            .bean(WarehouseJobRepository.class)
            .begin(
                new Wanted(
                    STACK.bean(Ids.class).next(),
                    "analyze",
                    owner.id(),
                    set.id(),
                    ASKED,
                    Instant.now()))
            .id();
    client.post("/api/jobs/" + job + "/cancel", "");
    messages();
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set deletion_job_id = '%s' where id = '%s'".formatted(job, set.id()));

    Answer answer = client.post("/api/jobs/" + job + "/retry", "");

    assertThat(answer.code()).isEqualTo("JOB_NOT_RETRIABLE");
    assertThat(messages()).isEmpty();
  }
}
