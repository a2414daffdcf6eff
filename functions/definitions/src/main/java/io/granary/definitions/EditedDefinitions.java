package io.granary.definitions;

import io.granary.api.Changes;
import io.granary.api.StrictReader;
import io.granary.database.Dataset;
import io.granary.database.DefinitionRepository.Content;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.warehouse.definition.Definition;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Compares definitions that are edited with their tables; one that stays as it is asks nobody. */
@Singleton
final class EditedDefinitions {
  private final ModelWarehouses warehouses;
  private final StrictReader reader;

  EditedDefinitions(ModelWarehouses warehouses, StrictReader reader) {
    this.warehouses = warehouses;
    this.reader = reader;
  }

  /**
   * The other definition that a body gives a dataset; empty when it gives none. What is wrong with
   * it is told with everything else that is wrong with the body.
   *
   * @throws GranaryException JOIN_INVALID, ROLE_REQUIRED or VALIDATION_FAILED
   */
  Optional<Content> content(Changes changes, Dataset dataset) {
    if (dataset.definition() == null) {
      return Optional.empty();
    }
    Definition before = Json.read(dataset.definition(), Definition.class);
    Definition after = changes.part(DefinitionFields.NAMES, before, reader);
    if (Json.write(after).equals(Json.write(before))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ComparedDefinition.of(after, warehouses.open(dataset).warehouse()).content());
    } catch (GranaryException refusal) {
      throw changes.joined(refusal);
    }
  }
}
