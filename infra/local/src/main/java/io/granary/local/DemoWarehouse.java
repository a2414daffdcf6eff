package io.granary.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.json.Json;
import io.granary.local.DemoClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Defines a dataset over the tables of the sample shop, from finding joins to the SQL to train. */
final class DemoWarehouse {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoClient client;

  DemoWarehouse(DemoClient client) {
    this.client = client;
  }

  void run() throws IOException, InterruptedException {
    JsonNode model =
        Demo.expect(
            client.post(
                "/api/models", Map.of("name", "shop", "warehouse", Map.of("kind", "duckdb"))),
            201);
    String base = "/api/models/" + model.path("id").asText();
    tables(base);
    joins(base);
    JsonNode roles = roles(base);
    String timestamp = first(roles, "timestamp");
    String revenue = first(roles, "revenue");
    JsonNode body = Json.tree(definition(timestamp, revenue));
    String dataset =
        "/api/datasets/"
            + Demo.expect(client.post(base + "/datasets", body), 201).path("id").asText();
    analysis(dataset);
    sql(dataset);
    freeze(dataset);
  }

  private static String definition(String timestamp, String revenue) {
    return """
      {"name": "purchases", "primary_table": "transactions",
       "secondary_tables": ["products"],
       "joins": [{"left_table": "transactions", "left_column": "product_id",
                  "right_table": "products", "right_column": "product_id", "type": "inner"}],
       "columns": [{"table": "transactions", "column": "user_id"},
                   {"table": "transactions", "column": "product_id"},
                   {"table": "products", "column": "category"},
                   {"table": "transactions", "column": "%2$s"},
                   {"table": "transactions", "column": "%3$s"}],
       "column_mapping": {"user_id": {"table": "transactions", "column": "user_id"},
                          "product_id": {"table": "transactions", "column": "product_id"},
                          "timestamp": {"table": "transactions", "column": "%2$s"},
                          "revenue": {"table": "transactions", "column": "%3$s"}},
       "filters": {"date_range": {"type": "rolling", "days": %1$d}, "top_products_percent": 80,
                   "min_transactions": 3},
       "split": {"strategy": "time", "eval_days": 14}}
      """
        .formatted(180, timestamp, revenue);
  }

  private void tables(String base) throws IOException, InterruptedException {
    List<String> tables = new ArrayList<>();
    for (JsonNode table : Demo.expect(client.get(base + "/bq-tables"), 200).path("items")) {
      tables.add(
          "%s %,d".formatted(table.path("table_id").asText(), table.path("row_count").asLong()));
    }
    Demo.say("warehouse tables", String.join(", ", tables));
  }

  private void joins(String base) throws IOException, InterruptedException {
    List<String> joins = new ArrayList<>();
    for (JsonNode join : waited(client.post(base + "/detect-joins", Map.of())).path("joins")) {
      if (join.path("level").asText().equals("high")) {
        joins.add(
            "%s.%s = %s.%s (%.2f)"
                .formatted(
                    join.path("left_table").asText(),
                    join.path("left_column").asText(),
                    join.path("right_table").asText(),
                    join.path("right_column").asText(),
                    join.path("confidence").asDouble()));
      }
    }
    Demo.say("joins by evidence", String.join(", ", joins));
  }

  private JsonNode roles(String base) throws IOException, InterruptedException {
    JsonNode roles = waited(client.post(base + "/suggest-columns", Map.of())).path("roles");
    Demo.say(
        "column roles",
        "user_id %s, product_id %s, timestamp %s, revenue %s"
            .formatted(
                first(roles, "user_id"),
                first(roles, "product_id"),
                first(roles, "timestamp"),
                first(roles, "revenue")));
    return roles;
  }

  private static String first(JsonNode roles, String role) throws IOException {
    for (JsonNode suggestion : roles.path(role)) {
      if (suggestion.path("table").asText().equals("transactions")) {
        return suggestion.path("column").asText();
      }
    }
    throw new IOException("No column of transactions is suggested as " + role + ": " + roles);
  }

  private void analysis(String dataset) throws IOException, InterruptedException {
    JsonNode analysis = waited(client.post(dataset + "/analyze", Map.of())).path("analysis");
    Demo.say(
        "analysis",
        "%,d rows, %,d users, %,d products, train %,d, eval %,d, quality %d (%s)"
            .formatted(
                analysis.path("rows").asLong(),
                analysis.path("users").asLong(),
                analysis.path("products").asLong(),
                analysis.path("split").path("train_rows").asLong(),
                analysis.path("split").path("eval_rows").asLong(),
                analysis.path("quality").path("score").asInt(),
                String.join(
                    ", ", analysis.path("quality").path("issues").findValuesAsText("code"))));
  }

  private void sql(String dataset) throws IOException, InterruptedException {
    for (String split : List.of("train", "eval")) {
      String sql =
          Demo.expect(client.get(dataset + "/query?split=" + split), 200).path("sql").asText();
      Demo.say(
          split + " SQL",
          "%d lines for BigQuery, ending in: %s"
              .formatted(sql.lines().count(), sql.substring(sql.lastIndexOf("WHERE"))));
    }
    JsonNode price = Demo.expect(client.post(dataset + "/validate-query", Map.of()), 200);
    JsonNode tfx = Demo.expect(client.get(dataset + "/query/tfx"), 200);
    Demo.say(
        "TFX and price",
        "input splits %s; valid %s, the whole build %,d bytes, %s USD"
            .formatted(
                tfx.path("input_config").path("splits").findValuesAsText("name"),
                price.path("valid").asBoolean(),
                price.path("build").path("total_bytes").asLong(),
                price.path("build").path("cost_usd").decimalValue().toPlainString()));
  }

  private void freeze(String dataset) throws IOException, InterruptedException {
    JsonNode active = Demo.expect(client.post(dataset + "/activate", Map.of()), 200);
    JsonNode version =
        Demo.expect(client.post(dataset + "/versions", Map.of("note", "first build")), 201);
    Demo.say(
        "version of a definition",
        "%s, version %d, digest %s…"
            .formatted(
                active.path("status").asText(),
                version.path("version").asInt(),
                version.path("digest").asText().substring(0, 12)));
  }

  /** What a job has given, whether it was waited for or not. */
  private JsonNode waited(Answer answer) throws IOException, InterruptedException {
    if (answer.status() == 200) {
      return answer.json();
    }
    String job = Demo.expect(answer, 202).path("status_url").asText();
    Demo.await(client, job, PATIENCE);
    return Demo.expect(client.get(job), 200).path("result");
  }
}
