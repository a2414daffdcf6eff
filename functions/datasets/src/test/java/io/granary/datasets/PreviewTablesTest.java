package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.domain.Code;
import io.granary.storage.WarehouseMessage;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Previews of datasets over tables; their jobs are done by another family. */
final class PreviewTablesTest {
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.jobs.patience", "0s"));

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final SampleDefinition dataset =
      SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));

  /** Its function is of another family. */
  @BeforeAll
  static void makeQueue() {
    STACK
        .bean(SqsClient.class)
        .createQueue(
            create ->
                create.queueName(STACK.stack().names().queuePrefix() + WarehouseMessage.QUEUE));
  }

  private Answer preview(User caller, String query) {
    return STACK.as(caller).get("/api/datasets/%s/preview%s".formatted(dataset.id(), query));
  }

  private static UUID job(Answer accepted) {
    return UUID.fromString(accepted.json().path("job_id").asText());
  }

  private static void complete(UUID job, String result) {
    JobRepository jobs = STACK.bean(JobRepository.class);
    STACK.bean(Jdbi.class).useHandle(handle -> jobs.complete(handle, job, result, Instant.now()));
  }

  @Test
  void rowsAreAskedForByAJobAndGivenAgainForAnHour() {
    Answer asked = preview(owner, "?limit=1");
    complete(
        job(asked),
        """
        {"columns": [{"name": "city", "type": "STRING", "repeated": false, "role": null}],
         "rows": [{"city": "Wien"}]}
        """);
    User viewer = STACK.user("v" + Long.toString(System.nanoTime(), 36));
    dataset.share(STACK, viewer, "viewer");

    JsonNode shown = preview(viewer, "?limit=1").json();

    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.json().path("status_url").asText()).isEqualTo("/api/jobs/" + job(asked));
    assertThat(shown.path("modality").asText()).isEqualTo("tabular");
    assertThat(shown.path("items")).isEmpty();
    assertThat(shown.path("columns").toString())
        .isEqualTo("[{\"name\":\"city\",\"type\":\"STRING\",\"repeated\":false,\"role\":null}]");
    assertThat(shown.path("rows").toString()).isEqualTo("[{\"city\":\"Wien\"}]");
    STACK
        .stack()
        .executeAsOwner(
            "update jobs set completed_at = now() - interval '61 minutes' where id = '%s'"
                .formatted(job(asked)));
    assertThat(preview(viewer, "?limit=1").status()).isEqualTo(202);
  }

  @Test
  void whatIsAskedStandsInTheJob() {
    UUID job = job(preview(owner, ""));

    assertThat(job(preview(owner, ""))).isEqualTo(job);
    assertThat(job(preview(owner, "?limit=5"))).isNotEqualTo(job);
    assertThat(
            Ask.of(STACK)
                .text(
                    "select kind || ' ' || dataset_id || ' ' || (metadata->>'limit') from jobs"
                        + " where id = ?",
                    job))
        .isEqualTo("preview %s 20".formatted(dataset.id()));
  }

  @Test
  void aJobThatFailsIsTriedAnew() {
    UUID job = job(preview(owner, ""));
    JobRepository jobs = STACK.bean(JobRepository.class);
    STACK
        .bean(Jdbi.class)
        .useTransaction(
            handle -> jobs.fail(handle, job, Code.WAREHOUSE_DENIED, "No.", Instant.now()));

    assertThat(job(preview(owner, ""))).isNotEqualTo(job);
  }

  @Test
  void parametersThatTablesDoNotHaveAreRefused() {
    Answer both = preview(owner, "?split=test&class=disc");
    Answer none = preview(owner, "?split=train");

    assertThat(both.status()).isEqualTo(400);
    assertThat(both.json().path("errors").findValuesAsText("message"))
        .containsExactlyInAnyOrder("is for datasets of files", "must be train or eval");
    assertThat(none.json().at("/errors/0/message").asText())
        .isEqualTo("needs a split in the definition");
    assertThat(preview(owner, "?limit=51").json().at("/errors/0/pointer").asText())
        .isEqualTo("?limit");
  }

  @Test
  void aStrangerGetsNothing() {
    User stranger = STACK.user("s" + Long.toString(System.nanoTime(), 36));

    assertThat(preview(stranger, "").status()).isEqualTo(404);
  }
}
