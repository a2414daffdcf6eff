package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The categories of a file. */
final class CocoCategories {
  private static final int MAX = 100_000;

  private final List<Category> all = new ArrayList<>();

  /** A category; any id is taken, also 0 and huge ones. */
  record Category(String id, String name, @Nullable String supercategory) {}

  List<Category> all() {
    return all;
  }

  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String id = "";
    String name = "";
    String supercategory = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = CocoIds.text(parser);
        case "name" -> name = CocoIds.text(parser);
        case "supercategory" -> supercategory = CocoIds.text(parser);
        default -> parser.skipChildren();
      }
    }
    if (!id.isEmpty() && all.size() < MAX) {
      String shown = name.isBlank() ? "category " + id : name.strip();
      all.add(
          new Category(
              id, shown, supercategory == null || supercategory.isBlank() ? null : supercategory));
    }
  }
}
