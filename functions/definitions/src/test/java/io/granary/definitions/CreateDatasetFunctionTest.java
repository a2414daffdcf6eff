package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.AuditRepository;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CreateDatasetFunctionTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);
  private final ApiClient client = STACK.as(owner);
  private final String path = "/api/models/%s/datasets".formatted(model);

  private static List<String> pointers(Answer answer) {
    return answer.json().path("errors").findValuesAsText("pointer");
  }

  @Test
  void aDatasetIsADraftThatHasItsDefinitionAsItWasWritten() {
    Answer made = client.post(path, ShopDataset.body(" sales ", ", \"description\": \"all\""));

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    JsonNode dataset = made.json();
    assertThat(made.headers())
        .containsEntry("location", "/api/datasets/" + dataset.path("id").asText())
        .containsEntry("etag", "\"1\"");
    assertThat(dataset.path("name").asText()).isEqualTo("sales");
    assertThat(dataset.path("description").asText()).isEqualTo("all");
    assertThat(dataset.path("status").asText()).isEqualTo("draft");
    assertThat(dataset.path("kind").asText()).isEqualTo("warehouse");
    assertThat(dataset.path("source_type").asText()).isEqualTo("api");
    assertThat(dataset.path("model_id").asText()).isEqualTo(model.toString());
    assertThat(dataset.path("table_count").asInt()).isEqualTo(2);
    assertThat(dataset.path("column_count").asInt()).isEqualTo(4);
    assertThat(dataset.path("row_estimate").asInt()).isEqualTo(4);
    assertThat(dataset.path("row_count").isNull()).isTrue();
    assertThat(dataset.path("primary_table").asText()).isEqualTo("transactions");
    assertThat(dataset.path("columns").get(2).path("alias").asText()).isEqualTo("day");
    assertThat(dataset.path("split").path("train_percent").asInt()).isEqualTo(80);
    assertThat(dataset.has("as_of")).isFalse();
    var audit =
        STACK
            .bean(AuditRepository.class)
            .list(UUID.fromString(dataset.path("id").asText()), null, null, 10);
    assertThat(audit).extracting(AuditRepository.Entry::action).containsExactly("created");
    assertThat(audit.getFirst().details()).contains(model.toString());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Answer answer =
        client.post(
            path,
            """
            {"name": "a/b", "primary_table": "transactions", "secondary_tables": ["nowhere"],
             "columns": [{"table": "transactions", "column": "gone"}],
             "filters": {"min_transactions": 2}}
            """);
    Answer shape =
        client.post(path, "{\"name\": \"x\", \"colour\": 1, \"split\": {\"strategy\": \"odd\"}}");

    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(pointers(answer))
        .contains("/name", "/secondary_tables/0", "/columns/0/column", "/filters/min_transactions");
    assertThat(pointers(shape)).contains("/colour", "/primary_table", "/split/strategy");
  }

  @Test
  void aMissingRoleAndAWrongJoinHaveCodesOfTheirOwn() {
    Answer role =
        client.post(
            path,
            "{\"name\": \"r\", \"primary_table\": \"products\","
                + " \"filters\": {\"revenue_min\": 1}}");
    Answer join =
        client.post(
            path,
            """
            {"name": "j", "primary_table": "transactions", "secondary_tables": ["products"]}
            """);

    assertThat(role.status()).isEqualTo(400);
    assertThat(role.code()).isEqualTo("ROLE_REQUIRED");
    assertThat(role.body()).contains("needs a column with the role revenue");
    assertThat(join.status()).isEqualTo(400);
    assertThat(join.code()).isEqualTo("JOIN_INVALID");
  }

  @Test
  void aNameIsGivenOnceAlsoToSixteenAtOnce() {
    List<Answer> answers =
        AtOnce.call(16, i -> client.post(path, ShopDataset.body(i % 2 == 0 ? "one" : "ONE", "")));

    assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.code().equals("DATASET_NAME_TAKEN")))
        .hasSize(15);
  }

  @Test
  void theSameRequestTwiceHasOneEffect() {
    byte[] body = ShopDataset.body("once", "").getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of("Idempotency-Key", "k", "Content-Type", "application/json");

    Answer first = client.send("POST", path, headers, body);
    Answer second = client.send("POST", path, headers, body);

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(second.headers()).containsEntry("idempotent-replayed", "true");
  }

  @Test
  void whoHasNoRoomGetsNone() {
    STACK
        .stack()
        .executeAsOwner(
            "update users set quota_datasets = 0 where id = '%s'".formatted(owner.id()));

    assertThat(client.post(path, ShopDataset.body("more", "")).code()).isEqualTo("QUOTA_EXCEEDED");
  }

  @Test
  void onlyWhoOwnsTheModelMakesDatasetsInIt() {
    assertThat(STACK.signedIn("stranger").post(path, ShopDataset.body("x", "")).status())
        .isEqualTo(404);
    assertThat(STACK.anonymous().post(path, ShopDataset.body("x", "")).status()).isEqualTo(401);
  }

  @Test
  void aWarehouseThatIsNotThereOrNotAllowedIsRefused() {
    UUID cloud = FileShop.model(STACK, owner, "duckdb", null, "secret", null);

    Answer answer =
        client.post("/api/models/%s/datasets".formatted(cloud), ShopDataset.body("c", ""));

    assertThat(answer.code()).isEqualTo("WAREHOUSE_DATASET_NOT_ALLOWED");
  }
}
