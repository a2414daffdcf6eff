package io.granary.api;

import io.granary.warehouse.Rows;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a dataset over tables.
 *
 * @param columns what each row has, in this order
 * @param rows values by the names of columns
 */
public record TableRows(List<RowColumn> columns, List<Map<String, @Nullable Object>> rows) {
  /** The kind of jobs that read such rows. */
  public static final String KIND = "preview";

  /** Longer texts and bytes are cut, and lists have no more values. */
  private static final int MAX_LENGTH = 1000;

  private static final int MAX_VALUES = 100;

  public TableRows {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }

  /**
   * What is asked of such a job.
   *
   * @param definitionDigest of the definition that is meant
   * @param split train or eval; null for all rows
   */
  public record Asked(UUID datasetId, String definitionDigest, int limit, @Nullable String split) {}

  /**
   * A column of rows.
   *
   * @param repeated whether it is an array of its type
   * @param role what it means; null when nothing is said
   */
  public record RowColumn(String name, String type, boolean repeated, @Nullable String role) {}

  /** Rows as the query of a definition has given them; long values are cut. */
  public static TableRows of(ResolvedDefinition definition, Rows given) {
    List<RowColumn> columns = new ArrayList<>();
    for (Output output : definition.outputs()) {
      columns.add(
          new RowColumn(
              output.name(),
              output.source().type().name(),
              output.source().column().isRepeated(),
              definition.roleOf(output.source()).map(Object::toString).orElse(null)));
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> values : given.values()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i).name(), cut(values.get(i)));
      }
      rows.add(row);
    }
    return new TableRows(columns, rows);
  }

  private static @Nullable Object cut(@Nullable Object value) {
    return switch (value) {
      case String text when text.length() > MAX_LENGTH -> text.substring(0, MAX_LENGTH) + "…";
      case byte[] bytes when bytes.length > MAX_LENGTH -> Arrays.copyOf(bytes, MAX_LENGTH);
      case List<?> list -> {
        List<@Nullable Object> some = new ArrayList<>();
        list.stream().limit(MAX_VALUES).forEach(each -> some.add(cut(each)));
        yield some;
      }
      case Map<?, ?> fields -> {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        fields.forEach((name, each) -> some.put(String.valueOf(name), cut(each)));
        yield some;
      }
      case null, default -> value;
    };
  }
}
