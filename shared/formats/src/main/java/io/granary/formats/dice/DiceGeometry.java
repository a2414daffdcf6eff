package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.Box;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SegmentationJson;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Label;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one annotation is. The labeler has a field for each kind of geometry, and writes kinds that
 * have none as a type with its geometry.
 */
final class DiceGeometry {
  private static final String CLASSIFICATION = "classification";
  private static final Box NOT_FINITE = new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private double[] box = {};
  private String boxFormat = "";
  private double[] keypoints = {};
  private @Nullable SegmentationJson segmentation;
  private double @Nullable [] polyline;
  private boolean hasCircle;
  private double[] center = {};
  private double radius = Double.NaN;
  private String type = "";
  private String geometry = "";

  /**
   * Where it is.
   *
   * @param isInvalid whether something of it cannot be read
   */
  record Placed(@Nullable Box box, @Nullable Shape shape, boolean isInvalid) {}

  /** Reads the value of a field; false when it is none of geometry. */
  boolean read(String field, JsonParser parser) throws IOException {
    boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
    switch (field) {
      case "bbox" -> box = NumbersJson.read(parser);
      case "bbox_format" -> boxFormat = JsonText.text(parser).toLowerCase(Locale.ROOT);
      case "keypoints" -> keypoints = NumbersJson.read(parser);
      case "segmentation" -> {
        segmentation = new SegmentationJson();
        segmentation.read(parser);
      }
      case "polyline" -> polyline = isNull ? null : NumbersJson.read(parser);
      case "circle" -> readCircle(parser);
      case "type" -> type = JsonText.text(parser).toLowerCase(Locale.ROOT);
      case "geometry" -> {
        var fields = new Attributes();
        if (!isNull) {
          fields.putAll(parser, "geometry");
          geometry = fields.json();
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether the labeler has marked the image as showing nothing. */
  boolean isMarkedEmpty() {
    return type.equals("no_object");
  }

  /**
   * Where it is on a sample. Of several geometries the first is taken, and the others become
   * attributes.
   *
   * @param isOfImages whether what has no geometry is a class of its image
   */
  Placed place(SampleIndex samples, int sample, boolean isOfImages, Attributes attributes)
      throws IOException {
    if (sample < 0) {
      return new Placed(null, null, false);
    }
    var shapes = new DiceShapes(attributes);
    addAll(shapes, samples, sample);
    boolean isClass = type.equals(CLASSIFICATION) || isOfImages;
    if (!shapes.isAny() && box.length == 0 && isClass) {
      return new Placed(null, Shape.of(new Label()), false);
    }
    Box placed = box();
    if (placed == null && shapes.first() == null && shapes.isNotFinite()) {
      return new Placed(NOT_FINITE, null, false);
    }
    boolean isInvalid =
        shapes.isInvalid() || shapes.isNotFinite() || placed == null && box.length > 0;
    return new Placed(placed, shapes.first(), isInvalid);
  }

  private void addAll(DiceShapes shapes, SampleIndex samples, int sample) throws IOException {
    Optional<Geometry> points = DiceShapes.keypoints(keypoints);
    // Points of which none is labelled say nothing.
    if (points.isEmpty() || points.get().box().isPresent()) {
      shapes.add("keypoints", points);
    }
    if (segmentation != null && segmentation.isGiven()) {
      shapes.addShape("segmentation", segmentation.shape(samples, sample));
    }
    if (polyline != null) {
      shapes.add("polyline", DiceShapes.line(polyline));
    }
    if (hasCircle) {
      shapes.add("circle", DiceShapes.circle(center, radius));
    }
    if (!geometry.isEmpty()) {
      shapes.addTyped(type, geometry);
    }
  }

  private void readCircle(JsonParser parser) throws IOException {
    hasCircle = parser.currentToken() != JsonToken.VALUE_NULL;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "center" -> center = NumbersJson.read(parser);
        case "radius" -> radius = JsonText.number(parser);
        default -> parser.skipChildren();
      }
    }
  }

  /** Null when there is none, or it is of an unknown form. */
  private @Nullable Box box() {
    Box given = NumbersJson.box(box);
    if (given == null) {
      return null;
    }
    return switch (boxFormat) {
      case "", "xywh", "coco" -> given;
      case "xyxy", "pascal_voc" ->
          new Box(given.x(), given.y(), given.width() - given.x(), given.height() - given.y());
      default -> null;
    };
  }
}
