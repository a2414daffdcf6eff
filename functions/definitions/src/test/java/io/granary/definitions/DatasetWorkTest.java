package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.AnalysisView;
import io.granary.api.Caller;
import io.granary.api.JobRequests;
import io.granary.api.StoredDefinitions;
import io.granary.api.TableRows;
import io.granary.database.Dataset;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.Model;
import io.granary.database.ModelRepository;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.Ask;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import io.granary.warehouse.analysis.Analysis;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The work of jobs about datasets; nobody waits for it here. */
final class DatasetWorkTest {
  @RegisterExtension
  static final TestStack STACK = OrderShop.stack(Map.of("granary.jobs.patience", "0s"));

  private static final String SPLIT =
      ", \"split\": {\"strategy\": \"time\", \"eval_days\": 7}, \"as_of\": \"2026-01-31\"";

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final SampleDefinition sample =
      SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(SPLIT));

  private Dataset dataset() {
    return STACK.bean(StoredDefinitions.class).dataset(sample.id(), owner.id());
  }

  private Job preview(User user, int limit, @Nullable String split) {
    return STACK
        .bean(JobRequests.class)
        .await(
            new Caller(user.id(), user.username(), /* isAdmin= */ false),
            new JobRequests.Asked(
                TableRows.KIND,
                sample.id(),
                new TableRows.Asked(
                    sample.id(),
                    STACK.bean(StoredDefinitions.class).digest(dataset()),
                    limit,
                    split),
                Duration.ofHours(1)));
  }

  private UUID analyze() {
    JsonNode accepted =
        STACK.as(owner).post("/api/datasets/%s/analyze".formatted(sample.id()), "").json();
    return UUID.fromString(accepted.path("job_id").asText());
  }

  private static Job ended(UUID id) {
    STACK.drain();
    return STACK.bean(JobRepository.class).find(id).orElseThrow();
  }

  private void edit() {
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set definition = definition - 'as_of' where id = '%s'"
                .formatted(sample.id()));
  }

  private long kept() {
    return Ask.of(STACK)
        .count("select count(*) from dataset_analyses where dataset_id = ?", sample.id());
  }

  @Test
  void aPreviewHasRowsWithRoles() {
    Job job = ended(preview(owner, 10, "eval").id());

    assertThat(job.status()).isEqualTo("completed");
    assertThat(job.datasetId()).isEqualTo(sample.id());
    JsonNode result = Json.tree(String.valueOf(job.result()));
    assertThat(result.path("columns").findValuesAsText("role"))
        .containsExactly("user_id", "product_id", "timestamp", "revenue", "null");
    assertThat(result.path("rows")).hasSize(2);
    assertThat(result.path("rows").findValuesAsText("ordered_on"))
        .containsExactlyInAnyOrder("2026-01-28", "2026-01-30");
    assertThat(result.at("/rows/0/customer_id").asText()).isEqualTo("c3");
    assertThat(result.at("/rows/0/city").isNull()).isTrue();
    assertThat(Json.tree(String.valueOf(ended(preview(owner, 3, null).id()).result())).path("rows"))
        .hasSize(3);
  }

  @Test
  void rowsAreGivenAgainToWhoeverMaySeeThemUntilTheDefinitionChanges() {
    User other = STACK.user("p" + Long.toString(System.nanoTime(), 36));
    Job first = ended(preview(owner, 2, null).id());

    assertThat(preview(other, 2, null).id()).isEqualTo(first.id());
    assertThat(preview(owner, 4, null).id()).isNotEqualTo(first.id());
    edit();
    assertThat(preview(owner, 2, null).id()).isNotEqualTo(first.id());
  }

  @Test
  void aDefinitionThatIsEditedBeforeItsJobBeginsIsNotLookedAt() {
    UUID analysis = analyze();
    UUID preview = preview(owner, 5, null).id();
    assertThat(analyze()).isEqualTo(analysis);
    edit();

    assertThat(ended(analysis).errorDetail())
        .isEqualTo(
            "Cannot analyze the dataset: its definition or its model was changed meanwhile."
                + " Ask again.");
    assertThat(ended(preview).errorCode()).isEqualTo("DATASET_BUSY");
    assertThat(kept()).isZero();
    assertThat(ended(analyze()).status()).isEqualTo("completed");
    assertThat(kept()).isEqualTo(1);
  }

  private void move() {
    ModelRepository models = STACK.bean(ModelRepository.class);
    Model model = models.find(sample.model()).orElseThrow();
    var elsewhere =
        new Model.About(
            model.about().name(), null, "duckdb", null, "raw_data", "elsewhere", null, null);
    assertThat(models.edit(model.id(), model.revision(), elsewhere, Instant.now())).isTrue();
  }

  @Test
  void figuresOfADefinitionThatIsEditedWhileTheyAreTakenAreNotKept() {
    assertNotKeptAfter(DatasetWorkTest::edit);
  }

  @Test
  void figuresOfTablesThatAreElsewhereMeanwhileAreNotKept() {
    assertNotKeptAfter(DatasetWorkTest::move);
  }

  @Test
  void rowsOfTablesThatAreElsewhereNowAreNotGivenAgain() {
    Job first = ended(preview(owner, 2, null).id());
    move();

    assertThat(preview(owner, 2, null).id()).isNotEqualTo(first.id());
  }

  private void assertNotKeptAfter(Consumer<DatasetWorkTest> change) {
    AnalyzeWork work = STACK.bean(AnalyzeWork.class);
    var stored = STACK.bean(StoredDefinitions.class).get(sample.id(), owner.id(), null);
    ModelWarehouse opened = STACK.bean(ModelWarehouses.class).open(dataset());
    var found =
        new AnalyzeWork.Found(
            new AnalysisView(
                sample.id(),
                "",
                Instant.now(),
                Analysis.measure(opened.warehouse(), stored.resolved(), UUID.randomUUID(), null)),
            String.valueOf(dataset().definition()),
            opened.id(),
            opened.place());
    Job job = STACK.bean(JobRepository.class).find(analyze()).orElseThrow();
    change.accept(this);

    assertThatThrownBy(
            () -> STACK.bean(Jdbi.class).useTransaction(handle -> work.keep(handle, job, found)))
        .hasMessage(
            "Cannot analyze the dataset: its definition or its model was changed meanwhile."
                + " Ask again.");
    assertThat(kept()).isZero();
  }
}
