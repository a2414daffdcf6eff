package io.granary.formats.voc;

import io.granary.domain.Box;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.geometry.Corners;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.xml.XmlElement;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of an annotation file. What it says beside class and place becomes attributes; its
 * parts do so too, as they are no objects of their own.
 *
 * @param name of its class; empty when it has none
 * @param box null when it has none; its numbers may be anything
 * @param geometry what more than a box it has
 * @param isGeometryBroken whether it has more than a box, but it cannot be read
 * @param id empty when it has none
 */
record VocObject(
    String name,
    @Nullable Box box,
    Optional<Geometry> geometry,
    boolean isGeometryBroken,
    String attributes,
    @Nullable Double score,
    String id,
    boolean isCrowd) {
  private static final String TRUE = "1";
  private static final String FALSE = "0";

  static VocObject of(XmlElement object) throws IOException {
    var attributes = new Attributes();
    var shape = new VocShape();
    String name = "";
    Box box = null;
    Double score = null;
    String id = "";
    boolean isCrowd = false;
    for (XmlElement field : object.children()) {
      String text = field.value();
      switch (field.name()) {
        case "name" -> name = text;
        case "bndbox" -> box = VocShape.box(field);
        case "robndbox" -> shape.rotatedBox(field);
        case "polygon" -> shape.polygon(field);
        case "id" -> id = text;
        case "iscrowd" -> isCrowd = text.equals(TRUE);
        case "score", "confidence" -> {
          double number = Corners.number(text);
          if (Double.isFinite(number)) {
            score = number;
          } else {
            AttributeText.read(attributes, field.name(), text);
          }
        }
        case "pose" -> attributes.put("pose", text);
        case "difficult", "truncated", "occluded" -> flag(attributes, field.name(), text);
        case "attributes" -> {
          for (XmlElement attribute : field.children("attribute")) {
            AttributeText.read(attributes, attribute.value("name"), attribute.value("value"));
          }
        }
        case "part" -> {
          // All of them become one list.
        }
        case "actions" -> VocTree.flags(attributes, field);
        default -> VocTree.put(attributes, field);
      }
    }
    VocTree.parts(attributes, object.children("part"));
    return new VocObject(
        name, box, shape.geometry(), shape.isBroken(), attributes.json(), score, id, isCrowd);
  }

  private static void flag(Attributes attributes, String name, String text) throws IOException {
    if (text.equals(TRUE) || text.equals(FALSE)) {
      attributes.put(name, text.equals(TRUE));
    } else {
      AttributeText.read(attributes, name, text);
    }
  }
}
