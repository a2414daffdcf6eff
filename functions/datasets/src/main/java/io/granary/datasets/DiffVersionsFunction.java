package io.granary.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Access;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.json.Json;
import io.granary.warehouse.SchemaDrift;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableSchemas;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How one version of a dataset differs from another. */
@Controller
@LambdaFunction(name = "diff-versions", access = Access.DATASET_VIEWER)
final class DiffVersionsFunction {
  private static final List<String> FIELDS =
      List.of(
          "primary_table",
          "secondary_tables",
          "joins",
          "column_mapping",
          "filters",
          "split",
          "as_of");

  private final Versions versions;

  DiffVersionsFunction(Versions versions) {
    this.versions = versions;
  }

  /**
   * What differs.
   *
   * @param from the version before
   * @param to the version after
   * @param same whether both have the same digest
   * @param fields of the definitions; its columns are apart
   * @param schemaDrift what has become of the tables that both read
   * @param sqlChanged whether any of the queries differs
   */
  record VersionDiff(
      int from,
      int to,
      boolean same,
      List<FieldChange> fields,
      ColumnChanges columns,
      List<SchemaDrift> schemaDrift,
      boolean sqlChanged) {}

  /** A field of the definition; null where it is not set. */
  record FieldChange(String field, JsonNode before, JsonNode after) {}

  /**
   * The datasets' columns by their names.
   *
   * @param changed those that are of another type
   */
  record ColumnChanges(
      List<OutputColumn> added, List<OutputColumn> removed, List<RetypedColumn> changed) {}

  /** A column that has another type. */
  record RetypedColumn(String name, String before, String after) {}

  @Get("/api/datasets/{datasetId}/versions/{a}/diff/{b}")
  VersionDiff diff(DatasetRef ref, String a, String b) {
    VersionContent before = versions.get(ref.id(), Versions.number(a));
    VersionContent after = versions.get(ref.id(), Versions.number(b));
    return new VersionDiff(
        before.version(),
        after.version(),
        before.digest().equals(after.digest()),
        fields(before, after),
        columns(before, after),
        drift(before, after),
        !before.sql().equals(after.sql()));
  }

  private static List<FieldChange> fields(VersionContent before, VersionContent after) {
    ObjectNode old = Json.mapper().valueToTree(before.definition());
    ObjectNode now = Json.mapper().valueToTree(after.definition());
    List<FieldChange> changes = new ArrayList<>();
    for (String field : FIELDS) {
      JsonNode was = value(old, field);
      JsonNode is = value(now, field);
      if (!was.equals(is)) {
        changes.add(new FieldChange(field, was, is));
      }
    }
    return changes;
  }

  private static JsonNode value(ObjectNode definition, String field) {
    return definition.has(field) ? definition.path(field) : definition.nullNode();
  }

  private static ColumnChanges columns(VersionContent before, VersionContent after) {
    Map<String, OutputColumn> old = outputs(before);
    Map<String, OutputColumn> now = outputs(after);
    List<OutputColumn> added =
        now.values().stream().filter(column -> !old.containsKey(column.name())).toList();
    List<OutputColumn> removed =
        old.values().stream().filter(column -> !now.containsKey(column.name())).toList();
    List<RetypedColumn> changed = new ArrayList<>();
    for (OutputColumn column : old.values()) {
      Optional.ofNullable(now.get(column.name()))
          .filter(other -> !other.type().equals(column.type()))
          .ifPresent(
              other -> changed.add(new RetypedColumn(column.name(), column.type(), other.type())));
    }
    return new ColumnChanges(added, removed, changed);
  }

  private static Map<String, OutputColumn> outputs(VersionContent version) {
    Map<String, OutputColumn> columns = new LinkedHashMap<>();
    OutputColumn.of(version.definition(), tables(version))
        .forEach(column -> columns.put(column.name(), column));
    return columns;
  }

  private static List<Table> tables(VersionContent version) {
    return TableSchemas.read(version.tables().toString());
  }

  private static List<SchemaDrift> drift(VersionContent before, VersionContent after) {
    List<Table> now = tables(after);
    Set<String> kept = now.stream().map(Table::name).collect(Collectors.toSet());
    return SchemaDrift.of(
        tables(before).stream().filter(table -> kept.contains(table.name())).toList(),
        TableSchemas.lookup(now));
  }
}
