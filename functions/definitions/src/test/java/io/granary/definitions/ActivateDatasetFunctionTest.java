package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.AuditRepository;
import io.granary.database.User;
import io.granary.database.validation.ValidationRepository;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ActivateDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private static final String TRANSACTIONS =
      "id,user_id,product_id,revenue,at\n1,u1,1,2.5,2026-01-01\n2,u2,2,3.5,2026-01-02\n";

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);
  private final ApiClient client = STACK.as(owner);

  @BeforeEach
  void writeTables() {
    ShopDataset.rewrite(STACK, "transactions.csv", TRANSACTIONS);
  }

  private List<AuditRepository.Entry> activations(String path) {
    UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    return STACK.bean(AuditRepository.class).list(id, null, null, 100).stream()
        .filter(entry -> entry.action().equals("activated"))
        .toList();
  }

  @Test
  void aDraftBecomesActiveOnceAndStaysSo() {
    String path = ShopDataset.make(STACK, owner, model, "sales");

    List<Answer> answers = AtOnce.call(8, _ -> client.post(path + "/activate", "{}"));
    Answer again = client.post(path + "/activate", "");

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(again.json().path("status").asText()).isEqualTo("active");
    assertThat(again.headers()).containsEntry("etag", "\"2\"");
    assertThat(activations(path)).hasSize(1);
    assertThat(activations(path).getFirst().details()).contains("cost_usd").contains("\"changes\"");
  }

  @Test
  void aColumnThatIsGoneIsNamed() {
    String path = ShopDataset.make(STACK, owner, model, "drifted");
    ShopDataset.rewrite(STACK, "transactions.csv", TRANSACTIONS.replace(",revenue,", ",turnover,"));

    Answer answer = client.post(path + "/activate", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(answer.json().path("detail").asText())
        .contains("The column transactions.revenue is gone.");
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/columns/1/column");
    assertThat(client.put(path, "{}").json().path("status").asText()).isEqualTo("draft");
  }

  @Test
  void aColumnOfAnotherTypeIsTakenAndNoted() {
    String path = ShopDataset.make(STACK, owner, model, "retyped");
    ShopDataset.rewrite(STACK, "transactions.csv", TRANSACTIONS.replace(",2.5,", ",much,"));

    Answer answer = client.post(path + "/activate", "{}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(activations(path).getFirst().details())
        .contains("The column transactions.revenue was FLOAT64 and is STRING.");
  }

  @Test
  void aBuildThatCostsMoreThanItsBudgetIsRefusedWithTheFigures() {
    UUID poor = FileShop.model(STACK, owner, "duckdb", null, "raw_data", 1L);
    String path = ShopDataset.make(STACK, owner, poor, "dear");

    Answer answer = client.post(path + "/activate", "{}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("BUDGET_EXCEEDED");
    assertThat(answer.json().path("detail").asText())
        .matches(
            "Cannot build on the dataset: a query of it reads \\d+ bytes, and the model's budget is 1.");
  }

  @Test
  void aFileSetMustHaveBeenValidated() {
    SampleDataset files = SampleDataset.make(STACK, owner, "files", 2);
    String path = "/api/datasets/" + files.id();

    Answer never = client.post(path + "/activate", "{}");
    STACK.bean(ValidationRepository.class).validate(files.id(), (_, _) -> {}, (_, _) -> true);
    STACK
        .stack()
        .executeAsOwner(
            "update dataset_validations set validation = jsonb_set(validation, '{passed}', 'false')"
                + " where dataset_id = '%s'".formatted(files.id()));
    Answer failed = client.post(path + "/activate", "{}");
    STACK
        .stack()
        .executeAsOwner(
            "update dataset_validations set validation = jsonb_set(validation, '{passed}', 'true'),"
                + " validated_at = now() - interval '1 day' where dataset_id = '%s'"
                    .formatted(files.id()));
    Answer stale = client.post(path + "/activate", "{}");
    STACK
        .stack()
        .executeAsOwner(
            "update dataset_validations set validated_at = now() where dataset_id = '%s'"
                .formatted(files.id()));
    Answer passed = client.post(path + "/activate", "{}");

    assertThat(List.of(never, failed, stale))
        .allMatch(answer -> answer.code().equals("DATASET_NOT_READY"));
    assertThat(never.json().path("detail").asText()).contains("never validated").contains("POST");
    assertThat(failed.json().path("detail").asText()).contains("has found errors");
    assertThat(stale.json().path("detail").asText()).contains("has changed since");
    assertThat(passed.json().path("status").asText()).isEqualTo("active");
    assertThat(activations(path)).hasSize(1);
  }

  @Test
  void aFileSetThatIsNotReadyIsRefused() {
    SampleDataset files = SampleDataset.make(STACK, owner, "busy", 1);
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = 'processing' where id = '%s'".formatted(files.id()));

    Answer answer = client.post("/api/datasets/%s/activate".formatted(files.id()), "{}");

    assertThat(answer.code()).isEqualTo("DATASET_NOT_READY");
    assertThat(answer.json().path("detail").asText()).contains("its status is processing");
  }

  @Test
  void viewersMayNotAndStrangersSeeNothing() {
    SampleDataset files = SampleDataset.make(STACK, owner, "mine", 1);
    User viewer = STACK.user("v" + Long.toString(System.nanoTime(), 36));
    files.share(STACK, viewer, "viewer");
    String path = "/api/datasets/%s/activate".formatted(files.id());

    assertThat(STACK.as(viewer).post(path, "{}").status()).isEqualTo(403);
    assertThat(STACK.signedIn("stranger").post(path, "{}").status()).isEqualTo(404);
    assertThat(client.post(path, "{\"force\": true}").code()).isEqualTo("UNKNOWN_FIELD");
  }
}
