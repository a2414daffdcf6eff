package io.granary.definitions;

import io.granary.database.Dataset;
import io.granary.database.DefinitionRepository.Content;
import io.granary.database.ModelPlace;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.warehouse.Build;
import io.granary.warehouse.BuildPrice;
import io.granary.warehouse.DryRun;
import io.granary.warehouse.DryRun.SqlError;
import io.granary.warehouse.TableSchemas;
import io.granary.warehouse.definition.Definition;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says whether a model may be built on a dataset over tables, as its tables are now. */
@Singleton
final class Approval {
  /** A refusal names no more of what the warehouse has said. */
  private static final int MAX_ERRORS = 5;

  private final ModelWarehouses warehouses;

  Approval(ModelWarehouses warehouses) {
    this.warehouses = warehouses;
  }

  /**
   * What was approved.
   *
   * @param model whose tables were looked at
   * @param place where they are
   * @param details what is noted of it
   */
  record Approved(Content content, UUID model, ModelPlace place, Map<String, ?> details) {}

  /**
   * Compares the definition with its tables and has its queries checked, which costs nothing.
   *
   * @throws GranaryException JOIN_INVALID, ROLE_REQUIRED or VALIDATION_FAILED when it does not fit
   *     its tables any more, saying what has become of them; WAREHOUSE_QUERY_FAILED with what the
   *     warehouse says of a query; BUDGET_EXCEEDED with the figures
   */
  Approved of(Dataset dataset) {
    ModelWarehouse opened = warehouses.open(dataset);
    ComparedDefinition compared =
        ComparedDefinition.of(
            Json.read(String.valueOf(dataset.definition()), Definition.class),
            TableSchemas.read(String.valueOf(dataset.tableSchemas())),
            opened.warehouse());
    Build build = Build.of(opened.warehouse(), compared.resolved());
    checkQueries(build, compared);
    BuildPrice price = build.price(opened.price(), opened.budget());
    price.check();
    return new Approved(
        compared.content(),
        opened.id(),
        opened.place(),
        Map.of(
            "changes",
            compared.changes(),
            "total_bytes",
            price.totalBytes(),
            "cost_usd",
            price.costUsd()));
  }

  private static void checkQueries(Build build, ComparedDefinition compared) {
    List<String> errors = new ArrayList<>();
    add("full", build.full(), errors);
    add("train", build.train(), errors);
    add("eval", build.eval(), errors);
    if (!errors.isEmpty()) {
      errors.addAll(compared.changes());
      throw new GranaryException(
          Code.WAREHOUSE_QUERY_FAILED,
          "Cannot activate the dataset: the warehouse refuses its queries. "
              + String.join(" ", errors));
    }
  }

  private static void add(String part, @Nullable DryRun run, List<String> errors) {
    if (run != null) {
      for (SqlError error : run.errors()) {
        if (errors.size() < MAX_ERRORS) {
          errors.add(
              "Query of %s, line %d, column %d: %s."
                  .formatted(part, error.line(), error.column(), error.message()));
        }
      }
    }
  }
}
