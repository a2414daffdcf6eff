package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.RotatedBox;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes the objects that a file is made of. Numbers keep all their digits. */
final class CocoObjects {
  private CocoObjects() {}

  static void categories(JsonGenerator json, List<ImportedClass> classes, CocoNumbers ids)
      throws IOException {
    json.writeArrayFieldStart("categories");
    for (int place = 0; place < classes.size(); place++) {
      ImportedClass each = classes.get(place);
      json.writeStartObject();
      json.writeNumberField("id", ids.category(place));
      json.writeStringField("name", each.name());
      json.writeStringField(
          "supercategory", each.supercategory() == null ? "" : each.supercategory());
      if (each.color() != null) {
        json.writeStringField("color", each.color());
      }
      if (!each.keypoints().isEmpty()) {
        json.writeArrayFieldStart("keypoints");
        for (String keypoint : each.keypoints()) {
          json.writeString(keypoint);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("skeleton");
        for (ImportedClass.Edge edge : each.skeleton()) {
          json.writeArray(new int[] {edge.from() + 1, edge.to() + 1}, 0, 2);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void image(JsonGenerator json, AnnotatedSample sample, long id) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeStringField("file_name", sample.path());
    json.writeNumberField("width", sample.width());
    json.writeNumberField("height", sample.height());
    json.writeEndObject();
  }

  static void annotation(
      JsonGenerator json,
      WrittenAnnotation annotation,
      long id,
      long image,
      List<ImportedClass> classes,
      CocoNumbers ids)
      throws IOException {
    Geometry geometry = annotation.geometry();
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("image_id", image);
    if (annotation.labelClass() >= 0) {
      json.writeNumberField("category_id", ids.category(annotation.labelClass()));
    }
    String attributes = annotation.attributes();
    if (geometry instanceof Caption caption) {
      json.writeStringField("caption", caption.text());
    } else if (annotation.box() != null) {
      CocoAttributes read = CocoAttributes.of(geometry, attributes);
      attributes = read.others();
      place(json, annotation, read.outline());
    }
    if (annotation.score() != null) {
      json.writeNumberField("score", annotation.score());
    }
    if (!attributes.equals("{}")) {
      json.writeFieldName("attributes");
      json.writeRawValue(attributes);
    }
    json.writeEndObject();
  }

  private static void place(
      JsonGenerator json, WrittenAnnotation annotation, Optional<Geometry> kept)
      throws IOException {
    Box box = java.util.Objects.requireNonNull(annotation.box());
    json.writeFieldName("bbox");
    NumbersJson.write(json, box);
    Geometry outline = kept.orElse(annotation.geometry());
    json.writeFieldName("segmentation");
    double area = segmentation(json, outline, box);
    json.writeNumberField("area", area);
    json.writeNumberField("iscrowd", annotation.isCrowd() ? 1 : 0);
    if (annotation.geometry() instanceof Keypoints keypoints) {
      json.writeArrayFieldStart("keypoints");
      for (Keypoint point : keypoints.points()) {
        NumbersJson.write(json, point.x());
        NumbersJson.write(json, point.y());
        json.writeNumber(point.visibility());
      }
      json.writeEndArray();
      json.writeNumberField("num_keypoints", keypoints.labelled());
    }
  }

  /** Writes an outline or mask, or that there is none; gives its area in pixels. */
  private static double segmentation(JsonGenerator json, Geometry outline, Box box)
      throws IOException {
    Polygon polygon =
        switch (outline) {
          case Polygon own -> own;
          case RotatedBox turned -> new Polygon(List.of(turned.corners()));
          case Circle circle -> circle.outline();
          default -> new Polygon(List.of());
        };
    if (outline instanceof Mask mask) {
      json.writeStartObject();
      json.writeFieldName("size");
      json.writeArray(new int[] {mask.rle().height(), mask.rle().width()}, 0, 2);
      json.writeStringField("counts", mask.rle().compressed());
      json.writeEndObject();
      return mask.rle().area();
    }
    json.writeStartArray();
    for (List<Point> part : polygon.parts()) {
      json.writeStartArray();
      for (Point point : part) {
        NumbersJson.write(json, point.x());
        NumbersJson.write(json, point.y());
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    return polygon.parts().isEmpty() ? box.width() * box.height() : polygon.area();
  }
}
