package io.granary.warehouse.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.sql.DatasetSql.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What BigQueryExampleGen of TFX is given: the message {@code tfx.proto.Input} as JSON with the
 * names of its proto, and nothing else in it, because TFX drops what it does not know without a
 * word.
 *
 * @param splits one, which TFX then divides by itself, or one for each part of the data
 */
public record TfxInput(List<Split> splits) {
  /** The name of the one split of a dataset that has none. */
  public static final String SINGLE = "single_split";

  /** What TFX takes a query's names from, to put moments of a span in their place. */
  private static final String SPAN = "@span";

  public TfxInput {
    splits = List.copyOf(splits);
  }

  /**
   * A part of the data.
   *
   * @param pattern a query in GoogleSQL
   */
  public record Split(String name, String pattern) {}

  /**
   * A column of the queries.
   *
   * @param type its type in BigQuery: INT64, FLOAT64, BOOL or STRING
   * @param feature the list that it becomes in a {@code tf.Example}: int64, float (of 32 bits) or
   *     bytes
   * @param repeated whether a row has any number of values
   * @param sourceType the type that it has in its table
   * @param role what it means; null when nothing is said
   */
  public record Feature(
      String name,
      String type,
      String feature,
      boolean repeated,
      String sourceType,
      @Nullable String role) {}

  /** The queries of a definition: train and eval when it has a split, else one of all rows. */
  public static TfxInput of(ResolvedDefinition definition, WarehouseSource source) {
    var sql = new DatasetSql(definition, source, Dialect.bigQuery());
    var input =
        new TfxInput(
            definition.split() == null
                ? List.of(new Split(SINGLE, sql.tfx(Part.FULL)))
                : List.of(
                    new Split("train", sql.tfx(Part.TRAIN)),
                    new Split("eval", sql.tfx(Part.EVAL))));
    List<String> problems = problems(Json.mapper().valueToTree(input), null);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Cannot give TFX what it misreads: " + problems);
    }
    return input;
  }

  /** The columns of a definition's queries. */
  public static List<Feature> features(ResolvedDefinition definition) {
    return definition.outputs().stream()
        .map(
            output -> {
              var column = output.source().column();
              var type = TfxTypes.type(column);
              return new Feature(
                  output.name(),
                  type.name(),
                  switch (type) {
                    case INT64, BOOL -> "int64";
                    case FLOAT64 -> "float";
                    default -> "bytes";
                  },
                  column.isRepeated(),
                  column.type().name(),
                  definition.roleOf(output.source()).map(Object::toString).orElse(null));
            })
        .toList();
  }

  /**
   * What is wrong with an Input, and with the Output that goes with it: fields that TFX would drop,
   * names that it refuses, queries that it cannot put in parentheses, a span in a query, and rows
   * divided both by queries and by hash.
   *
   * @param output the message {@code tfx.proto.Output} as JSON; null for TFX's own choice
   * @return sentences, each with the pointer to what it is about; empty when nothing is wrong
   */
  public static List<String> problems(JsonNode input, @Nullable JsonNode output) {
    List<String> problems = new ArrayList<>();
    checkFields("", input, Set.of("splits"), problems);
    JsonNode splits = input.path("splits");
    if (!splits.isArray() || splits.isEmpty()) {
      problems.add("/splits must be a list of at least one split");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < splits.size(); i++) {
      String at = "/splits/" + i;
      JsonNode split = splits.get(i);
      checkFields(at, split, Set.of("name", "pattern"), problems);
      checkName(at + "/name", split.path("name"), names, problems);
      checkQuery(at + "/pattern", split.path("pattern"), problems);
    }
    if (output != null) {
      TfxOutput.check(output, splits.size(), problems);
    }
    return problems;
  }

  static void checkFields(String at, JsonNode node, Set<String> known, List<String> problems) {
    if (!node.isObject()) {
      problems.add((at.isEmpty() ? "/" : at) + " must be an object");
      return;
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add("%s/%s is no field that TFX knows".formatted(at, name));
              }
            });
  }

  static void checkName(String at, JsonNode name, Set<String> names, List<String> problems) {
    if (!name.isTextual() || name.asText().isEmpty()) {
      problems.add(at + " must be a text that is not empty");
    } else if (!names.add(name.asText())) {
      problems.add("%s is another split's name: %s".formatted(at, name.asText()));
    }
  }

  private static void checkQuery(String at, JsonNode query, List<String> problems) {
    if (!query.isTextual() || query.asText().isBlank()) {
      problems.add(at + " must be a query");
      return;
    }
    StatementEnd.problems(query.asText()).forEach(problem -> problems.add(at + " " + problem));
    if (query.asText().contains(SPAN)) {
      problems.add(at + " has '@span', which TFX replaces even within quotes");
    }
  }
}
