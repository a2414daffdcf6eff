package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.granary.api.Operation;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation that reads, held against what the description says it answers. */
final class AnswersTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void answersAreAsTheyAreDescribed() throws IOException {
    ApiClient client = STACK.as(STACK.admin("ada"));
    Map<String, String> ids = make(client);
    JsonNode document = new YAMLMapper().readTree(client.get("/api/openapi.yml").body());
    int checked = 0;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      JsonNode schema = path.getValue().at("/get/responses/200/content/application~1json/schema");
      if (!schema.isMissingNode()) {
        Answer answer = client.get(target(path.getKey(), ids));
        validate(document, answer.status() == 200 ? schema : problem(), answer);
        checked += answer.status() == 200 ? 1 : 0;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(19);
  }

  @Test
  void everyOperationIsDescribed() throws IOException {
    String served = STACK.anonymous().get("/api/openapi.yml").body();

    assertThat(new YAMLMapper().readTree(served).path("paths").findValuesAsText("operationId"))
        .as("a family that is missing belongs among the dependencies of functions/docs")
        .containsExactlyInAnyOrderElementsOf(
            Operation.all().stream().map(Operation::name).toList());
  }

  /** A set with pictures, classes and boxes, a share and a token; and what they are called. */
  private static Map<String, String> make(ApiClient client) {
    STACK.user("bea");
    STACK.objects().create("drop/ada/set.zip", SampleCoco.zip(3), "application/zip");
    STACK.drain();
    JsonNode dataset = client.get("/api/datasets").json().at("/items/0");
    String id = dataset.path("id").asText();
    client.put("/api/datasets/%s/shares/bea".formatted(id), Map.of("role", "viewer"));
    client.post("/api/tokens", Map.of("name", "laptop"));
    client.post("/api/datasets/%s/validate".formatted(id), Map.of());
    STACK.drain();
    String samples = "/api/datasets/%s/samples".formatted(id);
    JsonNode upload =
        client
            .post(
                "/api/uploads",
                Map.of(
                    "dataset_name", "coming", "files", List.of(Map.of("path", "a.jpg", "size", 1))))
            .json();
    return Map.of(
        "{dataset_id}", id,
        "{upload_id}", upload.path("id").asText(),
        "{project_id}", dataset.path("project_id").asText(),
        "{sample_id}", client.get(samples).json().at("/items/0/id").asText(),
        "{job_id}", client.get("/api/jobs").json().at("/items/0/id").asText());
  }

  private static String target(String path, Map<String, String> ids) {
    String target = path;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      target = target.replace(id.getKey(), id.getValue());
    }
    return path.equals("/api/projects")
        ? target + "?dataset_id=" + ids.get("{dataset_id}")
        : target;
  }

  private static JsonNode problem() {
    return new YAMLMapper().createObjectNode().put("$ref", "#/components/schemas/Problem");
  }

  private static void validate(JsonNode document, JsonNode schema, Answer answer) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    var messages =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
            .validate(answer.body(), InputFormat.JSON);

    assertThat(messages).as("%s of %s", answer.body(), schema).isEmpty();
  }
}
