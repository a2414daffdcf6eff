package io.granary.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Operation;
import io.granary.json.Json;
import io.granary.openapi.SampleFunction.GetThingFunction;
import io.granary.openapi.SampleFunction.ListMoreFunction;
import io.granary.openapi.SampleFunction.ListThingsFunction;
import io.granary.openapi.SampleFunction.MakeThingFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescriptionTest {
  @TempDir Path folder;

  @Test
  void anOperationSaysWhatItTakesAndAnswers() throws IOException {
    JsonNode operation = describe(MakeThingFunction.class).at("/paths/~1api~1things/post");

    assertThat(operation.path("operationId").asText()).isEqualTo("make-thing");
    assertThat(operation.path("summary").asText()).isEqualTo("Makes a thing.");
    assertThat(operation.path("description").asText())
        .startsWith("It is kept for good.\n\nNobody can take it away.");
    assertThat(operation.at("/security/0").has("bearer")).isTrue();
    assertThat(operation.at("/parameters/0/name").asText()).isEqualTo("Idempotency-Key");
    assertThat(operation.path("responses").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("201", "400", "401", "409", "413", "415", "429", "500", "503");
    assertThat(operation.at("/responses/409/$ref").asText()).endsWith("DATASET_BUSY");
    assertThat(operation.at("/responses/201/headers").has("Location")).isTrue();
    assertThat(operation.at("/requestBody/content/application~1json/example"))
        .isEqualTo(tree("{'name': 'Road signs', 'size': 'small', 'language': 'en', 'stars': 1}"));
  }

  @Test
  void aBodyHasTheConstraintsOfItsRecord() throws IOException {
    JsonNode schema = describe(MakeThingFunction.class).at("/components/schemas/MakeThingRequest");

    assertThat(schema.path("required")).isEqualTo(tree("['name', 'stars']"));
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(schema.at("/properties/name"))
        .isEqualTo(
            tree(
                "{'type': 'string', 'minLength': 1, 'maxLength': 9, 'description': 'What it is called.'}"));
    assertThat(schema.at("/properties/size/enum")).isEqualTo(tree("['small', 'large', null]"));
    assertThat(schema.at("/properties/language/pattern").asText()).isEqualTo("^(?:[a-z]{2})$");
    assertThat(schema.at("/properties/stars/maximum").asInt()).isEqualTo(5);
  }

  @Test
  void anAnswerIsAsTheMapperWritesIt() throws IOException {
    JsonNode thing = describe(MakeThingFunction.class).at("/components/schemas/Thing");

    assertThat(thing.path("required").valueStream().map(JsonNode::asText).toList())
        .contains("id", "note", "created_at")
        .doesNotContain("secret");
    assertThat(thing.at("/properties/id/format").asText()).isEqualTo("uuid");
    assertThat(thing.at("/properties/created_at/format").asText()).isEqualTo("date-time");
    assertThat(thing.at("/properties/note/type")).isEqualTo(tree("['string', 'null']"));
    assertThat(thing.at("/properties/side/enum")).isEqualTo(tree("['left', 'right']"));
    assertThat(thing.at("/properties/shape/type").asText()).isEqualTo("object");
    assertThat(thing.at("/properties/part/anyOf/1/$ref").asText()).endsWith("/ThingPart");
    assertThat(thing.at("/properties/counts/additionalProperties/type").asText())
        .isEqualTo("integer");
  }

  @Test
  void aPageHasTheNameOfItsItems() throws IOException {
    ObjectNode document = describe(ListThingsFunction.class);
    JsonNode operation = document.at("/paths/~1api~1datasets~1{dataset_id}~1things/get");

    assertThat(document.at("/components/schemas/ThingPage/properties/items/items/$ref").asText())
        .endsWith("/Thing");
    assertThat(operation.path("parameters").findValuesAsText("name"))
        .containsExactly("dataset_id", "class", "cursor");
    assertThat(operation.path("responses").toString())
        .contains("INVALID_CURSOR", "NOT_FOUND", "FORBIDDEN");
  }

  @Test
  void whatIsUnwrappedIsFlat() throws IOException {
    JsonNode more = describe(ListMoreFunction.class).at("/components/schemas/More");

    assertThat(more.path("properties").has("id")).isTrue();
    assertThat(more.path("properties").has("count")).isTrue();
    assertThat(more.has("allOf")).isFalse();
  }

  @Test
  void twoOperationsOfOneRouteAreRefused() {
    assertThatThrownBy(() -> describe(ListThingsFunction.class, ListMoreFunction.class))
        .hasMessageContaining("list-")
        .hasMessageContaining("has another operation");
  }

  @Test
  void twoSchemasOfOneNameAreRefused() {
    assertThatThrownBy(() -> describe(MakeThingFunction.class, GetThingFunction.class))
        .hasMessageContaining("Cannot name these types apart")
        .hasMessageContaining("ThingView")
        .hasMessageContaining("Thing");
  }

  private ObjectNode describe(Class<?>... functions) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("x/src/main/java"));
    Files.copy(
        Path.of("src/test/java/io/granary/openapi/SampleFunction.java"),
        sources.resolve("SampleFunction.java"),
        StandardCopyOption.REPLACE_EXISTING);
    List<Operation> operations = Arrays.stream(functions).map(Operation::of).toList();
    return Description.of(operations, Javadocs.read(folder), "1");
  }

  private static JsonNode tree(String json) {
    return Json.tree(json.replace('\'', '"'));
  }
}
