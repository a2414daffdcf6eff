package io.granary.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.granary.json.Json;
import java.math.BigDecimal;
import java.util.Map;

/**
 * One text for all ways to write the same JSON: keys in the order of their UTF-16 units, no spaces,
 * numbers of equal value alike.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  /** Writes a value that has a JSON form. */
  static String write(Object value) {
    return ordered(Json.mapper().valueToTree(value)).toString();
  }

  private static JsonNode ordered(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = Json.mapper().createObjectNode();
      node.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> object.set(field.getKey(), ordered(field.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = Json.mapper().createArrayNode();
      node.forEach(each -> array.add(ordered(each)));
      return array;
    }
    return node.isNumber() ? number(node.decimalValue()) : node;
  }

  /** As text, so that no library's way to print a number matters. */
  private static JsonNode number(BigDecimal value) {
    return Json.mapper()
        .getNodeFactory()
        .rawValueNode(new RawValue(value.stripTrailingZeros().toString()));
  }
}
