package io.granary.definitions;

import io.granary.database.DefinitionRepository.Content;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.json.Json;
import io.granary.warehouse.SchemaDrift;
import io.granary.warehouse.SchemaDrift.Change;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import io.granary.warehouse.TableSchemas;
import io.granary.warehouse.Warehouse;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.Resolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition that was just compared with the tables of a warehouse.
 *
 * @param content as it is kept
 * @param drift how the tables differ from what they were; new columns are not told
 */
record ComparedDefinition(ResolvedDefinition resolved, Content content, List<SchemaDrift> drift) {
  /** The most characters of a definition, written as JSON. */
  private static final int MAX_LENGTH = 1_000_000;

  /**
   * Compares a definition for the first time.
   *
   * @throws GranaryException with every problem: JOIN_INVALID, ROLE_REQUIRED or VALIDATION_FAILED
   */
  static ComparedDefinition of(Definition definition, Warehouse warehouse) {
    return of(definition, List.of(), warehouse);
  }

  /**
   * Compares a definition again; each table is asked for once.
   *
   * @param before the tables as they were
   * @throws GranaryException the same, saying what has become of the tables
   */
  static ComparedDefinition of(Definition definition, List<Table> before, Warehouse warehouse) {
    String json = Json.write(definition);
    if (json.length() > MAX_LENGTH) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the definition: it has %d characters of at most %d."
              .formatted(json.length(), MAX_LENGTH),
          List.of(new Violation("", "must be a shorter definition")));
    }
    Map<String, Optional<Table>> asked = new HashMap<>();
    List<SchemaDrift> drift =
        SchemaDrift.of(before, name -> asked.computeIfAbsent(name, warehouse::table)).stream()
            .filter(each -> each.change() != Change.NEW)
            .toList();
    ResolvedDefinition resolved;
    try {
      resolved =
          Resolver.resolve(definition, name -> asked.computeIfAbsent(name, warehouse::table));
    } catch (GranaryException refusal) {
      throw drift.isEmpty() ? refusal : drifted(refusal, drift);
    }
    List<Table> tables = TableSchemas.of(resolved);
    return new ComparedDefinition(
        resolved,
        new Content(
            json,
            TableSchemas.write(tables),
            tables.size(),
            resolved.outputs().size(),
            rows(warehouse, tables.getFirst())),
        drift);
  }

  private static GranaryException drifted(GranaryException refusal, List<SchemaDrift> drift) {
    return new GranaryException(
        refusal.code(),
        "Cannot take the definition: its tables have changed. "
            + String.join(" ", sentences(drift)),
        refusal.violations());
  }

  private static List<String> sentences(List<SchemaDrift> drift) {
    return drift.stream().map(SchemaDrift::sentence).toList();
  }

  /** What has become of the tables, for people. */
  List<String> changes() {
    return sentences(drift);
  }

  /** Rows as the list of tables says; null for a view. */
  private static @Nullable Long rows(Warehouse warehouse, Table table) {
    return warehouse.tables().stream()
        .filter(info -> info.tableId().equals(table.name()))
        .map(TableInfo::rowCount)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
