package io.granary.warehouse.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import io.granary.warehouse.Shop;
import io.granary.warehouse.sql.TfxInput.Feature;
import io.granary.warehouse.sql.TfxInput.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TfxInputTest {
  private static final String MAPPED =
      """
      {'primary_table': 'transactions',
       'column_mapping': {'user_id': {'table': 'transactions', 'column': 'user_id'}}%s}
      """;

  @Test
  void aSplitGivesTwoQueriesThatTfxDoesNotDivideAgain() {
    TfxInput input =
        TfxInput.of(
            Shop.resolve(
                MAPPED.formatted(", 'split': {'strategy': 'random', 'train_percent': 80}")),
            Shop.SOURCE);
    JsonNode json = Json.mapper().valueToTree(input);

    assertEquals(List.of("train", "eval"), input.splits().stream().map(Split::name).toList());
    assertEquals("[\"splits\"]", names(json));
    assertEquals("[\"name\",\"pattern\"]", names(json.at("/splits/0")));
    assertEquals(List.of(), TfxInput.problems(json, null));
    assertEquals(
        List.of("/output/split_config divides by hash what the queries have divided already"),
        TfxInput.problems(json, output(hash(8, 2))));
  }

  private static String names(JsonNode object) {
    return Json.write(object.properties().stream().map(java.util.Map.Entry::getKey).toList());
  }

  @Test
  void withoutASplitThereIsOneQueryThatTfxMayDivide() {
    TfxInput input = TfxInput.of(Shop.resolve(MAPPED.formatted("")), Shop.SOURCE);
    JsonNode json = Json.mapper().valueToTree(input);

    assertEquals(List.of(TfxInput.SINGLE), input.splits().stream().map(Split::name).toList());
    assertEquals(List.of(), TfxInput.problems(json, output(hash(8, 2))));
  }

  @Test
  void textsOfFiltersNeitherEndTheQueryNorNameASpan() {
    TfxInput input =
        TfxInput.of(
            Shop.resolve(
                MAPPED.formatted(
                    """
                    , 'filters': {'customer_filters': [{'column': 'user_id', 'operator': 'in',
                      'value': ['a;b', '-- c', 'd\\u0027;', '@span_yyyymmdd_utc', '/*', '\\\\']}]}
                    """)),
            Shop.SOURCE);

    assertEquals(List.of(), TfxInput.problems(Json.mapper().valueToTree(input), null));
  }

  @Test
  void everyColumnSaysWhatItBecomesInAnExample() {
    List<Feature> features = TfxInput.features(Shop.resolve(MAPPED.formatted("")));

    assertEquals(
        List.of(
            new Feature("user_id", "STRING", "bytes", false, "STRING", "user_id"),
            new Feature("product_id", "INT64", "int64", false, "INT64", null),
            new Feature("ts", "INT64", "int64", false, "TIMESTAMP", null),
            new Feature("amount", "FLOAT64", "float", false, "FLOAT64", null),
            new Feature("paid", "FLOAT64", "float", false, "NUMERIC", null),
            new Feature("place_city", "STRING", "bytes", false, "STRING", null),
            new Feature("tags", "STRING", "bytes", true, "STRING", null)),
        features);
  }

  @Test
  void everythingThatTfxWouldMisreadIsNamedAtOnce() {
    JsonNode input =
        Json.tree(
            """
            {"split": [], "splits": [
              {"name": "train", "pattern": "SELECT 1;"},
              {"name": "train", "query": "SELECT 1", "pattern": "SELECT 1 -- all"},
              {"name": "", "pattern": "SELECT '@span_begin_timestamp'"},
              {"pattern": " "}]}
            """);

    assertEquals(
        List.of(
            "/split is no field that TFX knows",
            "/splits/0/pattern has a semicolon, and must be one query without any",
            "/splits/1/query is no field that TFX knows",
            "/splits/1/name is another split's name: train",
            "/splits/1/pattern ends with a comment",
            "/splits/2/name must be a text that is not empty",
            "/splits/2/pattern has '@span', which TFX replaces even within quotes",
            "/splits/3/name must be a text that is not empty",
            "/splits/3/pattern must be a query"),
        TfxInput.problems(input, null));
    assertEquals(
        List.of("/splits must be a list of at least one split"),
        TfxInput.problems(Json.tree("{\"splits\": []}"), null));
    assertEquals(
        List.of("/ must be an object", "/splits must be a list of at least one split"),
        TfxInput.problems(Json.tree("[]"), null));
  }

  @Test
  void anOutputThatTfxRefusesIsNamed() {
    JsonNode input = Json.tree("{\"splits\": [{\"name\": \"all\", \"pattern\": \"SELECT 1\"}]}");

    assertEquals(
        List.of(
            "/output/split_config/splits/1/hash_buckets must be a whole number from 1",
            "/output/split_config/splits/2/name is another split's name: train",
            "/output/split_config/splits must have train and eval"),
        TfxInput.problems(
            input,
            output(
                """
                {"splits": [{"name": "train", "hash_buckets": 8},
                            {"name": "test", "hash_buckets": 0},
                            {"name": "train", "hash_buckets": 1}]}
                """)));
    assertEquals(
        List.of("/output/splits is no field that TFX knows"),
        TfxInput.problems(input, Json.tree("{\"splits\": []}")));
  }

  private static String hash(int train, int eval) {
    return """
        {"splits": [{"name": "train", "hash_buckets": %d}, {"name": "eval", "hash_buckets": %d}]}
        """
        .formatted(train, eval);
  }

  private static JsonNode output(String splitConfig) {
    return Json.tree("{\"split_config\": %s}".formatted(splitConfig));
  }
}
