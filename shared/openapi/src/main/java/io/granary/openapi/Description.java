package io.granary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Operation;
import io.granary.api.Problem;
import io.granary.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The whole API as one OpenAPI 3.1 document. */
final class Description {
  private static final Comparator<Operation> BY_PATH =
      Comparator.comparing((Operation operation) -> operation.route().path())
          .thenComparing(operation -> operation.route().method());

  private Description() {}

  /**
   * Describes operations.
   *
   * @throws IllegalStateException when two have the same name or route, or two schemas the same
   *     name
   */
  static ObjectNode of(List<Operation> all, Javadocs docs, String version) {
    List<Operation> operations = all.stream().sorted(BY_PATH).toList();
    var words = Words.read();
    var schemas = new Schemas(docs);
    var problems = new ProblemPart(schemas.response(Problem.class));
    var parts = new OperationPart(docs, schemas, new ParameterPart(schemas, words), problems);
    ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.1.0");
    document.set("info", info(version));
    document.putArray("servers").addObject().put("url", "/");
    document.set("tags", tags(operations, docs));
    ObjectNode paths = document.putObject("paths");
    for (Operation operation : operations) {
      String path = operation.route().path(name -> "{" + ParameterPart.variable(name) + "}");
      String method = operation.route().method().toLowerCase(Locale.ROOT);
      ObjectNode item = paths.withObjectProperty(path);
      if (item.has(method)) {
        throw new IllegalStateException(
            "Cannot describe %s: %s %s has another operation"
                .formatted(operation.name(), method, path));
      }
      item.set(method, parts.of(operation));
    }
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.definitions());
    components.set("headers", Headers.definitions());
    components.set("responses", problems.responses());
    components.set("examples", problems.examples());
    components.set("securitySchemes", security());
    Completion.complete(document, operations, words);
    return document;
  }

  private static ObjectNode info(String version) {
    ObjectNode info = Json.mapper().createObjectNode();
    info.put("title", "Granary");
    info.put("version", version);
    info.put("summary", "Keeps the data that models are trained on.");
    info.put(
        "description",
        """
        JSON with snake_case names; times are RFC 3339 in UTC; sizes are in bytes. An error is a
        problem (RFC 9457) whose `code` is stable, and whose `detail` is for people. A list gives
        `next_cursor` while there is more; send it as `cursor` with the same query. Where there is no
        operation the answer is a problem of the code `ROUTE_NOT_FOUND` or `METHOD_NOT_ALLOWED`.
        """);
    return info;
  }

  private static ArrayNode tags(List<Operation> operations, Javadocs docs) {
    Map<String, Package> families = new TreeMap<>();
    operations.forEach(o -> families.put(OperationPart.tag(o), o.function().getPackage()));
    ArrayNode tags = Json.mapper().createArrayNode();
    families.forEach(
        (name, family) ->
            tags.addObject()
                .put("name", name)
                .put("description", docs.of(family).map(Javadocs.Comment::whole).orElse("")));
    return tags;
  }

  private static JsonNode security() {
    ObjectNode schemes = Json.mapper().createObjectNode();
    schemes
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An access token of login, or a personal access token.");
    return schemes;
  }
}
