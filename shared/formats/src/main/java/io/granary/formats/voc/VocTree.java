package io.granary.formats.voc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.geometry.Corners;
import io.granary.formats.xml.XmlElement;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Elements of an object that mean neither class nor place, as attributes. */
final class VocTree {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String NAME = "name";

  private VocTree() {}

  /** Any element: its text, or an object of what is in it. */
  static void put(Attributes attributes, XmlElement element) throws IOException {
    if (element.children().isEmpty()) {
      AttributeText.read(attributes, element.name(), element.value());
      return;
    }
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, element);
    }
    AttributeText.read(attributes, element.name(), text.toString());
  }

  /** Elements of 0 and 1: an object of booleans. */
  static void flags(Attributes attributes, XmlElement element) throws IOException {
    Map<String, String> flags = new LinkedHashMap<>();
    for (XmlElement flag : element.children()) {
      flags.putIfAbsent(flag.name(), flag.value());
    }
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (var flag : flags.entrySet()) {
        switch (flag.getValue()) {
          case "0", "1" -> json.writeBooleanField(flag.getKey(), flag.getValue().equals("1"));
          default -> json.writeStringField(flag.getKey(), flag.getValue());
        }
      }
      json.writeEndObject();
    }
    AttributeText.read(attributes, element.name(), text.toString());
  }

  /** The parts of an object: a list with the name and corners of each, if there are any. */
  static void parts(Attributes attributes, List<XmlElement> parts) throws IOException {
    if (parts.isEmpty()) {
      return;
    }
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (XmlElement part : parts) {
        json.writeStartObject();
        json.writeStringField(NAME, part.value(NAME));
        if (part.child("bndbox").isPresent()) {
          json.writeObjectFieldStart("bndbox");
          for (String corner : List.of("xmin", "ymin", "xmax", "ymax")) {
            number(json, corner, part.child("bndbox").get().value(corner));
          }
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    AttributeText.read(attributes, "parts", text.toString());
  }

  private static void number(JsonGenerator json, String name, String text) throws IOException {
    double number = Corners.number(text);
    if (!Double.isFinite(number)) {
      json.writeNullField(name);
    } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      json.writeNumberField(name, (long) number);
    } else {
      json.writeNumberField(name, number);
    }
  }

  private static void write(JsonGenerator json, XmlElement element) throws IOException {
    if (element.children().isEmpty()) {
      json.writeString(element.value());
      return;
    }
    Map<String, List<XmlElement>> lists = new LinkedHashMap<>();
    for (XmlElement child : element.children()) {
      lists.computeIfAbsent(child.name(), _ -> new ArrayList<>()).add(child);
    }
    json.writeStartObject();
    for (var field : lists.entrySet()) {
      json.writeFieldName(field.getKey());
      if (field.getValue().size() == 1) {
        write(json, field.getValue().getFirst());
        continue;
      }
      json.writeStartArray();
      for (XmlElement one : field.getValue()) {
        write(json, one);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
