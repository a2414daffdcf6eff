package io.granary.formats.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The objects of a row: an object of lists, or a list of objects. */
final class SourceObjects {
  private static final int MOST = 100_000;

  private final List<SourceObject> all = new ArrayList<>();
  private boolean hasClasses;

  List<SourceObject> all() {
    return all;
  }

  /** Whether there is a field of classes. */
  boolean hasClasses() {
    return hasClasses;
  }

  /**
   * Reads the value at the parser, an object or a list.
   *
   * @param ofRow takes what is of no single object
   */
  void read(JsonParser parser, Attributes ofRow) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        readObject(at(i), parser);
      }
      return;
    }
    Set<String> fields = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
      if (!fields.add(field)) {
        parser.skipChildren();
      } else if (!isList) {
        ofRow.put(field, parser);
      } else {
        hasClasses |= SourceObject.isClass(field);
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
          at(i).take(field, parser);
        }
      }
    }
  }

  private void readObject(SourceObject object, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    Set<String> fields = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (fields.add(field)) {
        hasClasses |= SourceObject.isClass(field);
        object.take(field, parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private SourceObject at(int place) throws UnreadableRowException {
    if (place >= MOST) {
      throw new UnreadableRowException("It has more than %d objects".formatted(MOST));
    }
    if (place == all.size()) {
      all.add(new SourceObject());
    }
    return all.get(place);
  }
}
