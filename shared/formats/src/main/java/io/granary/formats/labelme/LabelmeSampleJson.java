package io.granary.formats.labelme;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Polyline;
import io.granary.formats.geometry.RotatedBox;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the file of one sample, and counts what became of its annotations. */
final class LabelmeSampleJson {
  private static final String VERSION = "5.5.0";

  private final JsonGenerator json;
  private final LabelmeShapeJson shapes;
  private final List<ImportedClass> classes;
  private final boolean hasIds;
  private final Receipt receipt;
  private int width;
  private int height;
  private long lastGroup;

  /**
   * @param hasIds whether the ids of the source are written
   */
  LabelmeSampleJson(
      JsonGenerator json, List<ImportedClass> classes, boolean hasIds, Receipt receipt) {
    this.json = json;
    this.shapes = new LabelmeShapeJson(json);
    this.classes = classes;
    this.hasIds = hasIds;
    this.receipt = receipt;
  }

  void write(AnnotatedSample sample) throws IOException {
    look(sample);
    json.writeStartObject();
    json.writeStringField("version", VERSION);
    json.writeObjectFieldStart("flags");
    Set<Integer> flags = new LinkedHashSet<>();
    for (WrittenAnnotation annotation : sample.annotations()) {
      if (annotation.geometry() instanceof Label) {
        flag(annotation, flags);
      }
    }
    json.writeEndObject();
    json.writeArrayFieldStart("shapes");
    for (WrittenAnnotation annotation : sample.annotations()) {
      if (!(annotation.geometry() instanceof Label)) {
        annotation(annotation);
      }
    }
    json.writeEndArray();
    String path = sample.path();
    json.writeStringField("imagePath", path.substring(path.lastIndexOf('/') + 1));
    json.writeNullField("imageData");
    size("imageHeight", height);
    size("imageWidth", width);
    json.writeEndObject();
  }

  /** Finds what has to be known before the first shape. */
  private void look(AnnotatedSample sample) throws IOException {
    width = sample.width();
    height = sample.height();
    for (WrittenAnnotation annotation : sample.annotations()) {
      if (annotation.geometry() instanceof Mask(var rle) && (width == 0 || height == 0)) {
        width = rle.width();
        height = rle.height();
      }
      Long group = LabelmeAttributes.of(annotation.attributes()).group();
      lastGroup = group == null ? lastGroup : Math.max(lastGroup, group);
    }
  }

  private void size(String field, int pixels) throws IOException {
    if (pixels > 0) {
      json.writeNumberField(field, pixels);
    } else {
      json.writeNullField(field);
    }
  }

  private void flag(WrittenAnnotation annotation, Set<Integer> flags) throws IOException {
    if (annotation.labelClass() < 0) {
      receipt.dropped(AnnotationType.CLASS, "Annotations without a class were left out.");
    } else if (!flags.add(annotation.labelClass())) {
      receipt.dropped(AnnotationType.CLASS, "A class that an image has twice was written once.");
    } else {
      json.writeBooleanField(classes.get(annotation.labelClass()).name(), true);
      receipt.written(AnnotationType.CLASS);
      if (!annotation.attributes().equals("{}")
          || annotation.score() != null
          || annotation.isCrowd()) {
        receipt.lost("What is said of classes of whole images was left out.");
      }
    }
  }

  private void annotation(WrittenAnnotation annotation) throws IOException {
    Geometry geometry = annotation.geometry();
    if (geometry instanceof Caption) {
      receipt.dropped(AnnotationType.CAPTION, "Captions have no place in LabelMe.");
      return;
    }
    if (annotation.labelClass() < 0) {
      receipt.dropped(geometry.type(), "Annotations without a class were left out.");
      return;
    }
    if (geometry instanceof Mask(var rle)
        && (rle.width() != width || rle.height() != height || !rle.box().hasArea())) {
      receipt.dropped(geometry.type(), "Masks that do not fit their image were left out.");
      return;
    }
    if (geometry instanceof Mask(var rle) && !MaskImage.holds(rle)) {
      receipt.dropped(geometry.type(), "Masks that are too large were left out.");
      return;
    }
    shape(annotation, geometry);
    if (geometry instanceof RotatedBox) {
      receipt.changed(geometry.type(), AnnotationType.POLYGON, "Rotated boxes became polygons.");
    } else {
      receipt.written(geometry.type());
    }
    if (annotation.box() != null && !annotation.box().equals(geometry.box().orElse(null))) {
      receipt.lost("Boxes beside outlines were left out; they follow from the outlines.");
    }
  }

  private void shape(WrittenAnnotation annotation, Geometry geometry) throws IOException {
    var common =
        new LabelmeShapeJson.Common(
            classes.get(annotation.labelClass()).name(),
            LabelmeAttributes.of(annotation.attributes()),
            annotation,
            hasIds ? annotation.sourceId() : null);
    switch (geometry) {
      case Bbox(var box) -> shapes.rectangle(common, box);
      case Polygon(var parts) when parts.size() != 1 -> parts(common, parts);
      case Polygon(var parts) -> shapes.outline(common, parts.getFirst());
      case RotatedBox(var corners) -> shapes.outline(common, corners);
      case Mask(var rle) -> shapes.mask(common, rle);
      case Keypoints keypoints -> shapes.points(common, keypoints);
      case Polyline(var points) -> shapes.line(common, points);
      case Circle(var center, double radius) -> shapes.circle(common, center, radius);
      case Label _, Caption _ -> throw new IllegalArgumentException("No shape: " + geometry);
    }
  }

  private void parts(LabelmeShapeJson.Common common, List<List<Point>> parts) throws IOException {
    lastGroup++;
    var grouped =
        new LabelmeShapeJson.Common(
            common.label(),
            common.attributes().inGroup(lastGroup),
            common.annotation(),
            common.id());
    for (int i = 0; i < parts.size(); i++) {
      shapes.part(grouped, parts.get(i), i, parts.size());
    }
  }
}
