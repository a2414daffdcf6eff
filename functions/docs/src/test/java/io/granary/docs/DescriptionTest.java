package io.granary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.granary.api.Operation;
import io.granary.domain.Code;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document that the build has made from all families. */
final class DescriptionTest {
  private static final String TEXT = text();
  private static final JsonNode DOCUMENT = tree();

  @Test
  void aParserOfOpenapiFindsNothingWrong() {
    var result = new OpenAPIV3Parser().readContents(TEXT);

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
  }

  @Test
  void everyOperationIsThere() {
    assertThat(DOCUMENT.path("paths").findValuesAsText("operationId"))
        .containsExactlyInAnyOrderElementsOf(
            Operation.all().stream().map(Operation::name).toList());
  }

  @Test
  void everyCodeThatAnOperationRefusesWithHasAnExample() {
    var used = new TreeSet<String>();
    Operation.all().forEach(o -> o.refuses().stream().map(Code::name).forEach(used::add));

    assertThat(DOCUMENT.at("/components/examples").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void everyExampleIsOfItsSchema() {
    int checked = 0;
    for (JsonNode content : DOCUMENT.path("paths").findValues("content")) {
      for (JsonNode media : content) {
        if (media.has("example")) {
          validate(media.path("schema"), media.path("example"));
          checked++;
        }
      }
    }
    for (JsonNode parameter : DOCUMENT.path("paths").findValues("parameters")) {
      parameter.forEach(each -> validate(each.path("schema"), each.path("example")));
    }
    for (JsonNode problem : DOCUMENT.at("/components/examples")) {
      validate(reference("Problem"), problem.path("value"));
      checked++;
    }
    assertThat(checked).isGreaterThan(60);
  }

  private static ObjectNode reference(String schema) {
    return new YAMLMapper().createObjectNode().put("$ref", "#/components/schemas/" + schema);
  }

  private static void validate(JsonNode schema, JsonNode example) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DOCUMENT.path("components"));
    var messages =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
            .validate(example.toString(), InputFormat.JSON);

    assertThat(messages).as("%s of %s", example, schema).isEmpty();
  }

  private static String text() {
    try (InputStream in = DescriptionTest.class.getResourceAsStream("openapi.yml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree() {
    try {
      return new YAMLMapper().readTree(TEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
