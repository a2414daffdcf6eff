package io.granary.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.DatasetView;
import io.granary.database.Dataset;
import io.granary.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What differs between datasets.
 *
 * @param columns by their names
 * @param retyped columns of one name and several types
 * @param classes by their names; of file sets alone
 */
record Differences(
    List<FieldValues> fields, Names columns, List<ColumnTypes> retyped, Names classes) {
  /** An answer names no more columns or classes of a kind. */
  private static final int MAX_NAMES = 1000;

  private static final List<String> FIELDS =
      List.of(
          "kind",
          "status",
          "modality",
          "model_id",
          "schema_id",
          "total_samples",
          "annotation_count",
          "class_count",
          "file_size",
          "table_count",
          "column_count",
          "row_count",
          "row_estimate",
          "primary_table",
          "secondary_tables",
          "joins",
          "column_mapping",
          "filters",
          "split",
          "as_of");

  /**
   * A field that is not the same in all.
   *
   * @param values of each dataset, in their order; null where it has none
   */
  record FieldValues(String field, List<JsonNode> values) {}

  /**
   * Names, at most 1,000 of each kind.
   *
   * @param inAll those that all datasets have
   * @param inSome those that some have, and some have not
   */
  record Names(int inAllCount, List<String> inAll, int inSomeCount, List<PartialName> inSome) {}

  /** A name that some datasets have. */
  record PartialName(String name, List<UUID> datasetIds) {}

  /**
   * A column with its types.
   *
   * @param types of each dataset that has it, by id
   */
  record ColumnTypes(String name, Map<UUID, String> types) {}

  static Differences of(
      List<Dataset> rows, List<ComparedDataset> datasets, Map<UUID, String> statistics) {
    Map<UUID, Set<String>> columns = new LinkedHashMap<>();
    Map<UUID, Set<String>> classes = new LinkedHashMap<>();
    for (ComparedDataset dataset : datasets) {
      Set<String> names = new LinkedHashSet<>();
      dataset.columns().forEach(column -> names.add(column.name()));
      columns.put(dataset.id(), names);
      String kept = statistics.get(dataset.id());
      classes.put(dataset.id(), kept == null ? Set.of() : classes(Json.tree(kept)));
    }
    return new Differences(fields(rows), names(columns), retyped(datasets), names(classes));
  }

  private static Set<String> classes(JsonNode statistics) {
    Set<String> names = new LinkedHashSet<>();
    statistics.path("classes").forEach(each -> names.add(each.path("name").asText()));
    return names;
  }

  private static List<FieldValues> fields(List<Dataset> rows) {
    List<ObjectNode> views =
        rows.stream()
            .map(row -> Json.mapper().<ObjectNode>valueToTree(DatasetView.of(row)))
            .toList();
    List<FieldValues> differing = new ArrayList<>();
    for (String field : FIELDS) {
      List<JsonNode> values =
          views.stream()
              .map(view -> view.has(field) ? view.path(field) : (JsonNode) view.nullNode())
              .toList();
      if (values.stream().distinct().count() > 1) {
        differing.add(new FieldValues(field, values));
      }
    }
    return differing;
  }

  private static Names names(Map<UUID, Set<String>> byDataset) {
    Map<String, List<UUID>> owners = new TreeMap<>();
    byDataset.forEach(
        (id, names) ->
            names.forEach(name -> owners.computeIfAbsent(name, _ -> new ArrayList<>()).add(id)));
    List<String> all = new ArrayList<>();
    List<PartialName> some = new ArrayList<>();
    owners.forEach(
        (name, ids) -> {
          if (ids.size() == byDataset.size()) {
            all.add(name);
          } else {
            some.add(new PartialName(name, List.copyOf(ids)));
          }
        });
    return new Names(all.size(), first(all), some.size(), first(some));
  }

  private static <T> List<T> first(List<T> all) {
    return List.copyOf(all.subList(0, Math.min(MAX_NAMES, all.size())));
  }

  private static List<ColumnTypes> retyped(List<ComparedDataset> datasets) {
    Map<String, Map<UUID, String>> types = new TreeMap<>();
    for (ComparedDataset dataset : datasets) {
      for (OutputColumn column : dataset.columns()) {
        types
            .computeIfAbsent(column.name(), _ -> new LinkedHashMap<>())
            .put(dataset.id(), column.type());
      }
    }
    List<ColumnTypes> retyped = new ArrayList<>();
    types.forEach(
        (name, each) -> {
          if (Set.copyOf(each.values()).size() > 1) {
            retyped.add(new ColumnTypes(name, each));
          }
        });
    return first(retyped);
  }
}
