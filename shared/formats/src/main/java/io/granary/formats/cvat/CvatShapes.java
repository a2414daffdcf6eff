package io.granary.formats.cvat;

import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.geometry.Corners;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.xml.XmlElement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the shapes of an image. What they say beside class and place becomes attributes. */
final class CvatShapes {
  private static final Set<String> FLAGS = Set.of("occluded", "outside", "keyframe");
  private static final Set<String> NUMBERS = Set.of("z_order", "group_id", "label_id", "frame");
  private static final Set<String> OF_GEOMETRY =
      Set.of("label", "points", "xtl", "ytl", "xbr", "ybr", "cx", "cy", "rx", "ry", "rotation");
  private static final Set<String> OF_MASK = Set.of("rle", "left", "top", "width", "height");

  private final int sample;
  private final String imageId;
  private final int width;
  private final int height;
  private final CvatLabels labels;

  /**
   * @param width pixels of the image that masks lie on; 0 when unknown
   */
  CvatShapes(int sample, String imageId, int width, int height, CvatLabels labels) {
    this.sample = sample;
    this.imageId = imageId;
    this.width = width;
    this.height = height;
    this.labels = labels;
  }

  SourceAnnotation read(XmlElement shape) {
    String label = shape.attribute("label");
    int place = labels.place(label);
    Optional<Geometry> geometry = geometry(shape, label);
    var attributes = new Attributes();
    if (shape.name().equals("ellipse") && !shape.attribute("rx").equals(shape.attribute("ry"))) {
      attributes.put("shape", "ellipse");
      shape.attributes().entrySet().stream()
          .filter(field -> OF_GEOMETRY.contains(field.getKey()) && !field.getKey().equals("label"))
          .forEach(field -> attributes.put(field.getKey(), Corners.number(field.getValue())));
    }
    putFields(shape, attributes);
    putAttributes(shape, label, "", attributes);
    for (XmlElement point : shape.children("points")) {
      putAttributes(point, point.attribute("label"), point.attribute("label") + ".", attributes);
    }
    SourceAnnotation read =
        geometry
            .map(found -> SourceAnnotation.of(sample, imageId, place, label, found))
            .orElseGet(() -> SourceAnnotation.broken(sample, imageId, place, label))
            .withAttributes(attributes.json());
    double score = Corners.number(shape.attribute("score"));
    return Double.isFinite(score) ? read.withScore(score) : read;
  }

  private Optional<Geometry> geometry(XmlElement shape, String label) {
    return switch (shape.name()) {
      case "mask" -> CvatMask.read(shape, width, height);
      case "skeleton" -> CvatGeometry.skeleton(shape, labels.points(label));
      default -> CvatGeometry.read(shape);
    };
  }

  private static void putFields(XmlElement shape, Attributes attributes) {
    boolean isMask = shape.name().equals("mask");
    for (Map.Entry<String, String> field : shape.attributes().entrySet()) {
      String name = field.getKey();
      String value = field.getValue();
      boolean isScore = name.equals("score") && Double.isFinite(Corners.number(value));
      if (!OF_GEOMETRY.contains(name) && !(isMask && OF_MASK.contains(name)) && !isScore) {
        put(attributes, name, value, kind(name));
      }
    }
  }

  private static String kind(String name) {
    return FLAGS.contains(name) ? "checkbox" : NUMBERS.contains(name) ? "number" : "";
  }

  private void putAttributes(XmlElement shape, String label, String prefix, Attributes attributes) {
    for (XmlElement attribute : shape.children("attribute")) {
      String name = attribute.attribute("name");
      put(attributes, prefix + name, attribute.value(), labels.type(label, name));
    }
  }

  private static void put(Attributes attributes, String name, String value, String kind) {
    double number = Corners.number(value);
    if (kind.equals("checkbox") && (value.equals("1") || value.equals("true"))) {
      attributes.put(name, true);
    } else if (kind.equals("checkbox") && (value.equals("0") || value.equals("false"))) {
      attributes.put(name, false);
    } else if (kind.equals("number") && Double.isFinite(number)) {
      attributes.put(name, number);
    } else {
      attributes.put(name, value);
    }
  }
}
