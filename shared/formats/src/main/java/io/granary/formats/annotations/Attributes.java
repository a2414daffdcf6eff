package io.granary.formats.annotations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what an annotation says besides its class and geometry, as the text of one JSON object;
 * most annotations have nothing. A name that comes again is kept as it was first.
 */
public final class Attributes {
  private static final JsonFactory JSON = new JsonFactory();

  private @Nullable Set<String> names;
  private @Nullable StringWriter text;
  private @Nullable JsonGenerator generator;

  public Attributes put(String name, String value) {
    return put(name, json -> json.writeString(storable(value)));
  }

  public Attributes put(String name, boolean value) {
    return put(name, json -> json.writeBoolean(value));
  }

  /** A number that is not finite becomes null. */
  public Attributes put(String name, double value) {
    return put(
        name,
        json -> {
          if (!Double.isFinite(value)) {
            json.writeNull();
          } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
          } else {
            json.writeNumber(value);
          }
        });
  }

  /** A value that is JSON already. */
  public Attributes putJson(String name, String value) {
    return put(name, json -> json.writeRawValue(value));
  }

  /** What the parser stands at, whatever it is. */
  public Attributes put(String name, JsonParser parser) throws IOException {
    if (isNew(name)) {
      begin().writeFieldName(storable(name));
      copy(parser);
    } else {
      parser.skipChildren();
    }
    return this;
  }

  /** The fields of the object that the parser stands at; anything else under a name. */
  public void putAll(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      put(name, parser);
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      put(field, parser);
    }
  }

  /** The object; nothing can be put in afterwards. */
  public String json() {
    if (generator == null) {
      return "{}";
    }
    try {
      generator.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.valueOf(text);
  }

  private interface Value {
    void write(JsonGenerator json) throws IOException;
  }

  private Attributes put(String name, Value value) {
    try {
      if (isNew(name)) {
        begin().writeFieldName(storable(name));
        value.write(begin());
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL has no NUL in texts. */
  private static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }

  private boolean isNew(String name) {
    if (names == null) {
      names = new HashSet<>();
    }
    return names.add(name);
  }

  private void copy(JsonParser parser) throws IOException {
    // NaN is no JSON, and PostgreSQL does not take it.
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
        && !Double.isFinite(parser.getDoubleValue())) {
      begin().writeNull();
    } else if (isUnderflow(parser)) {
      begin().writeNumber(0);
    } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
      begin().writeString(storable(parser.getText()));
    } else if (parser.currentToken().isScalarValue()) {
      begin().copyCurrentEventExact(parser);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      begin().writeStartArray();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        copy(parser);
      }
      begin().writeEndArray();
    } else {
      begin().writeStartObject();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        begin().writeFieldName(storable(parser.currentName()));
        parser.nextToken();
        copy(parser);
      }
      begin().writeEndObject();
    }
  }

  /** PostgreSQL takes no number of more than 16,383 digits behind the point, such as 1e-99999. */
  private static boolean isUnderflow(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
        && parser.getDoubleValue() == 0
        && parser.getText().toLowerCase(Locale.ROOT).indexOf('e') >= 0;
  }

  private JsonGenerator begin() throws IOException {
    if (generator == null) {
      text = new StringWriter();
      generator = JSON.createGenerator(text);
      generator.writeStartObject();
    }
    return generator;
  }
}
