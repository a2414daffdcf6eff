package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Polyline;
import io.granary.formats.geometry.RotatedBox;
import java.io.IOException;
import java.util.List;

/** Writes the fields of one annotation that say where it is, and what else is said of it. */
final class DiceAnnotationJson {
  private final JsonGenerator json;
  private final String task;

  /**
   * @param task of the file; a class of an image is marked as such where the task is another
   */
  DiceAnnotationJson(JsonGenerator json, String task) {
    this.json = json;
    this.task = task;
  }

  void write(WrittenAnnotation annotation) throws IOException {
    geometry(annotation.geometry());
    Box box = annotation.box();
    if (box != null) {
      json.writeFieldName("bbox");
      NumbersJson.write(json, box);
      json.writeStringField("bbox_format", "xywh");
      json.writeFieldName("area");
      NumbersJson.write(json, area(annotation.geometry(), box));
    }
    json.writeNumberField("iscrowd", annotation.isCrowd() ? 1 : 0);
    Double score = annotation.score();
    if (score != null) {
      json.writeFieldName("score");
      NumbersJson.write(json, score);
    }
    json.writeFieldName("attributes");
    json.writeRawValue(annotation.attributes());
  }

  private void geometry(Geometry geometry) throws IOException {
    switch (geometry) {
      case Bbox _ -> {
        // The box says it all.
      }
      case Polygon polygon -> {
        json.writeArrayFieldStart("segmentation");
        for (List<Point> part : polygon.parts()) {
          json.writeStartArray();
          points(part);
          json.writeEndArray();
        }
        json.writeEndArray();
      }
      case Mask mask -> object("segmentation", mask);
      case Keypoints keypoints -> {
        json.writeArrayFieldStart("keypoints");
        for (Keypoint point : keypoints.points()) {
          NumbersJson.write(json, point.x());
          NumbersJson.write(json, point.y());
          json.writeNumber(point.visibility());
        }
        json.writeEndArray();
        json.writeNumberField("num_keypoints", keypoints.labelled());
      }
      case Polyline line -> {
        json.writeArrayFieldStart("polyline");
        points(line.points());
        json.writeEndArray();
      }
      case Circle circle -> object("circle", circle);
      case RotatedBox rotated -> typed(rotated);
      case Caption caption -> typed(caption);
      case Label _ -> {
        if (!task.equals(DiceTask.CLASSIFICATION)) {
          json.writeStringField("type", DiceTask.CLASSIFICATION);
        }
      }
    }
  }

  /** As the labeler writes what it has no field for. */
  private void typed(Geometry geometry) throws IOException {
    json.writeStringField("type", geometry.type().toString());
    object("geometry", geometry);
  }

  private void object(String field, Geometry geometry) throws IOException {
    json.writeObjectFieldStart(field);
    geometry.write(json);
    json.writeEndObject();
  }

  private void points(List<Point> points) throws IOException {
    for (Point point : points) {
      NumbersJson.write(json, point.x());
      NumbersJson.write(json, point.y());
    }
  }

  /** Square pixels. */
  private static double area(Geometry geometry, Box box) {
    return switch (geometry) {
      case Polygon polygon -> polygon.parts().stream().mapToDouble(DiceAnnotationJson::area).sum();
      case Mask mask -> mask.rle().area();
      case Circle circle -> Math.PI * circle.radius() * circle.radius();
      case RotatedBox rotated -> area(rotated.corners());
      default -> geometry.type() == AnnotationType.POLYLINE ? 0 : box.width() * box.height();
    };
  }

  /** By the shoelace formula. */
  private static double area(List<Point> points) {
    double twice = 0;
    for (int i = 0; i < points.size(); i++) {
      Point a = points.get(i);
      Point b = points.get((i + 1) % points.size());
      twice += a.x() * b.y() - b.x() * a.y();
    }
    return Math.abs(twice) / 2;
  }
}
