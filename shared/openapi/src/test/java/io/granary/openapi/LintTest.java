package io.granary.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.json.Json;
import org.junit.jupiter.api.Test;

final class LintTest {
  @Test
  void findsEverythingThatIsMissing() {
    ObjectNode document =
        (ObjectNode)
            Json.tree(
                """
                {"paths": {
                   "/a": {"get": {"operationId": "a", "summary": "A.", "tags": ["x"],
                     "parameters": [{"name": "odd"}],
                     "responses": {"200": {"content": {"application/json": {}}}}}},
                   "/b": {"get": {"operationId": "a", "tags": [],
                     "responses": {"200": {"$ref": "#/components/responses/None"}}}}},
                 "components": {"schemas": {
                   "Thing": {"properties": {"id": {}, "odd": {}}}}}}
                """);

    assertThat(Lint.faults(document))
        .containsExactlyInAnyOrder(
            "get /a: parameter odd has no meaning; give it a @param or a line in words.yml",
            "get /a: a body has no example",
            "get /b: another operation is called a",
            "get /b: has no class comment",
            "get /b: has no tag",
            "Thing: the record has no comment",
            "Thing.odd: has no meaning; give it a @param or a line in words.yml",
            "#/components/responses/None: leads nowhere");
  }
}
