package io.granary.formats.labelme;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.Box;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Rle;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the shapes of one file. Fields that LabelMe has not are kept by it as they are, and hold
 * what its own cannot.
 */
final class LabelmeShapeJson {
  private final JsonGenerator json;

  LabelmeShapeJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * What all shapes of one annotation have.
   *
   * @param id null when it is not to be written
   */
  record Common(
      String label,
      LabelmeAttributes attributes,
      WrittenAnnotation annotation,
      @Nullable String id) {}

  /** What is beside the points of a shape. */
  interface Beside {
    void write(JsonGenerator json) throws IOException;
  }

  void rectangle(Common common, Box box) throws IOException {
    var first = new Point(box.x(), box.y());
    var last = new Point(box.x() + box.width(), box.y() + box.height());
    boolean isExact = last.x() - first.x() == box.width() && last.y() - first.y() == box.height();
    shape(
        common,
        "rectangle",
        List.of(first, last),
        out -> {
          if (!isExact) {
            out.writeFieldName("bbox");
            NumbersJson.write(out, box);
          }
        });
  }

  void circle(Common common, Point center, double radius) throws IOException {
    var edge = new Point(center.x() + radius, center.y());
    shape(
        common,
        "circle",
        List.of(center, edge),
        out -> {
          if (edge.x() - center.x() != radius) {
            out.writeFieldName("radius");
            NumbersJson.write(out, radius);
          }
        });
  }

  void points(Common common, Keypoints keypoints) throws IOException {
    List<Keypoint> all = keypoints.points();
    boolean isSeen = all.stream().allMatch(p -> p.visibility() == Keypoint.SEEN);
    shape(
        common,
        all.size() == 1 ? "point" : "points",
        all.stream().map(p -> new Point(p.x(), p.y())).toList(),
        out -> {
          if (!isSeen) {
            int[] visibility = all.stream().mapToInt(Keypoint::visibility).toArray();
            out.writeFieldName("visibility");
            out.writeArray(visibility, 0, visibility.length);
          }
        });
  }

  /** The part of a mask where the object is; corners are its first and its last pixel. */
  void mask(Common common, Rle rle) throws IOException {
    Box box = rle.box();
    int left = (int) box.x();
    int top = (int) box.y();
    int width = (int) box.width();
    int height = (int) box.height();
    String picture = MaskImage.encode(rle, left, top, width, height);
    shape(
        common,
        "mask",
        List.of(new Point(left, top), new Point(left + width - 1.0, top + height - 1.0)),
        out -> out.writeStringField("mask", picture));
  }

  void outline(Common common, List<Point> points) throws IOException {
    shape(common, "polygon", points, _ -> {});
  }

  void line(Common common, List<Point> points) throws IOException {
    shape(common, points.size() == 2 ? "line" : "linestrip", points, _ -> {});
  }

  /** One of several outlines of one object, which have the same group. */
  void part(Common common, List<Point> points, int place, int count) throws IOException {
    shape(
        common,
        "polygon",
        points,
        out -> {
          out.writeFieldName("part");
          out.writeArray(new int[] {place, count}, 0, 2);
        });
  }

  private void shape(Common common, String type, List<Point> points, Beside beside)
      throws IOException {
    LabelmeAttributes attributes = common.attributes();
    json.writeStartObject();
    json.writeStringField("label", common.label());
    json.writeArrayFieldStart("points");
    for (Point point : points) {
      json.writeStartArray();
      NumbersJson.write(json, point.x());
      NumbersJson.write(json, point.y());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeFieldName("group_id");
    if (attributes.group() == null) {
      json.writeNull();
    } else {
      json.writeNumber(attributes.group());
    }
    json.writeStringField(
        "description", attributes.description() == null ? "" : attributes.description());
    json.writeStringField("shape_type", type);
    json.writeFieldName("flags");
    json.writeRawValue(attributes.flags() == null ? "{}" : attributes.flags());
    beside.write(json);
    if (!type.equals("mask")) {
      json.writeNullField("mask");
    }
    annotation(common);
    json.writeEndObject();
  }

  private void annotation(Common common) throws IOException {
    if (!common.attributes().rest().equals("{}")) {
      json.writeFieldName("attributes");
      json.writeRawValue(common.attributes().rest());
    }
    if (common.id() != null) {
      json.writeStringField("id", common.id());
    }
    Double score = common.annotation().score();
    if (score != null) {
      json.writeFieldName("score");
      NumbersJson.write(json, score);
    }
    if (common.annotation().isCrowd()) {
      json.writeNumberField("iscrowd", 1);
    }
  }
}
