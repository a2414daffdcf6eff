package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.database.WarehouseProject;
import io.granary.database.WarehouseProjectRepository;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which warehouses are opened, as every operation on tables sees it. */
final class ModelWarehousesTest {
  @RegisterExtension
  static final TestStack STACK =
      FileShop.stack(
          Map.of("granary.jobs.patience", "0s", "granary.warehouse.datasets", "raw_data, more"));

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));

  private List<Answer> everyOperation(UUID model) {
    String path = "/api/models/" + model;
    var client = STACK.as(owner);
    return List.of(
        client.get(path + "/bq-tables"),
        client.get(path + "/bq-tables/products/schema"),
        client.get(path + "/bq-tables/products/stats"),
        client.get(path + "/bq-tables/products/columns/name/samples"),
        client.post(path + "/detect-joins", "{}"),
        client.post(path + "/suggest-columns", "{}"));
  }

  private static void allow(WarehouseProject... projects) {
    STACK.bean(WarehouseProjectRepository.class).replace(List.of(projects), Instant.now());
  }

  @Test
  void aDatasetThatIsNotInTheSettingIsRefused() {
    UUID model = FileShop.model(STACK, owner, "duckdb", null, "secrets", null);

    assertThat(everyOperation(model))
        .allMatch(answer -> answer.status() == 400)
        .allMatch(answer -> answer.code().equals("WAREHOUSE_DATASET_NOT_ALLOWED"))
        .allMatch(
            answer ->
                answer
                    .json()
                    .path("detail")
                    .asText()
                    .equals(
                        "Cannot use the warehouse dataset 'secrets': this installation allows"
                            + " raw_data, more."));
  }

  @Test
  void aDatasetInTheSettingThatIsNotThereIsNotFound() {
    UUID model = FileShop.model(STACK, owner, "duckdb", null, "more", null);

    assertThat(everyOperation(model)).allMatch(answer -> answer.code().equals("NOT_FOUND"));
  }

  @Test
  void aKindThatTheInstallationHasNotIsUnavailable() {
    UUID model = FileShop.model(STACK, owner, "bigquery", null, "raw_data", null);

    assertThat(everyOperation(model))
        .allMatch(answer -> answer.status() == 503)
        .allMatch(answer -> answer.code().equals("WAREHOUSE_UNAVAILABLE"))
        .allMatch(answer -> answer.body().contains("this installation has no BigQuery warehouse"));
  }

  @Test
  void aProjectIsForThoseWhomAnAdminHasAllowedIt() {
    UUID model = FileShop.model(STACK, owner, "duckdb", "acme-data", "raw_data", null);
    assertThat(everyOperation(model))
        .allMatch(answer -> answer.status() == 403)
        .allMatch(answer -> answer.code().equals("WAREHOUSE_PROJECT_NOT_ALLOWED"));

    allow(new WarehouseProject("acme-data", List.of("somebody-else")));
    assertThat(everyOperation(model))
        .allMatch(answer -> answer.code().equals("WAREHOUSE_PROJECT_NOT_ALLOWED"));

    allow(new WarehouseProject("acme-data", List.of("somebody-else", owner.username())));
    assertThat(everyOperation(model)).extracting(Answer::status).containsOnly(200, 202);

    allow(new WarehouseProject("acme-data", List.of()));
    assertThat(everyOperation(model)).extracting(Answer::status).containsOnly(200, 202);

    allow();
    assertThat(everyOperation(model)).extracting(Answer::status).containsOnly(403);
  }

  @Test
  void itIsTheOwnerOfTheModelWhoMustBeAllowedAndNotWhoAsks() {
    UUID model = FileShop.model(STACK, owner, "duckdb", "other-data", "raw_data", null);
    User admin = STACK.admin("root");
    allow(new WarehouseProject("other-data", List.of(admin.username())));

    Answer answer = STACK.as(admin).get("/api/models/%s/bq-tables".formatted(model));

    assertThat(answer.code()).isEqualTo("WAREHOUSE_PROJECT_NOT_ALLOWED");
  }
}
