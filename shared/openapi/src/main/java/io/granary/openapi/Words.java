package io.granary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What field names mean throughout the API, with an example of each: the file {@code words.yml}. An
 * entry {@code Dataset.status} is for one schema, {@code status} for all others.
 */
final class Words {
  private final JsonNode words;

  private Words(JsonNode words) {
    this.words = words;
  }

  static Words read() {
    try (InputStream in = Words.class.getResourceAsStream("words.yml")) {
      return new Words(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read words.yml", e);
    }
  }

  Optional<String> meaning(String schema, String field) {
    return entry(schema, field, "means").map(JsonNode::asText);
  }

  Optional<JsonNode> example(String schema, String field) {
    return entry(schema, field, "example");
  }

  private Optional<JsonNode> entry(String schema, String field, String part) {
    JsonNode own = words.path(schema + "." + field).path(part);
    JsonNode found = own.isMissingNode() ? words.path(field).path(part) : own;
    return found.isMissingNode() ? Optional.empty() : Optional.of(found);
  }
}
