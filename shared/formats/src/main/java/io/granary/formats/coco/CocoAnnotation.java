package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.Box;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SegmentationJson;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.annotations.SourceIds;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Label;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One annotation as it is read. What is not interpreted becomes attributes. Of an object with
 * keypoints these are its geometry, and its outline or mask the attribute {@code segmentation}.
 */
final class CocoAnnotation {
  /** The fields that say where something is. */
  static final Set<String> PLACES = Set.of("bbox", "segmentation", "keypoints");

  private final SegmentationJson segmentation = new SegmentationJson();
  private final CocoKeypoints keypoints = new CocoKeypoints();
  private final Attributes attributes = new Attributes();
  private String id = "";
  private String imageId = "";
  private String classId = "";
  private @Nullable Box box;
  private @Nullable String caption;
  private @Nullable Double score;
  private boolean hasPlace;
  private boolean isCrowd;

  /** What a file says of the images and classes that its annotations name. */
  interface Names {
    int sample(String imageId);

    int labelClass(String classId);

    /** Whether its annotations lie somewhere, so that one without a place lacks it. */
    boolean isLocalized();
  }

  static SourceAnnotation read(JsonParser parser, Names names, SampleIndex samples)
      throws IOException {
    var annotation = new CocoAnnotation();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        annotation.field(field, parser);
      }
    } else {
      parser.skipChildren();
    }
    return annotation.source(names, samples);
  }

  private void field(String name, JsonParser parser) throws IOException {
    hasPlace |= PLACES.contains(name);
    switch (name) {
      case "id" -> id = SourceIds.read(parser);
      case "image_id" -> imageId = SourceIds.read(parser);
      case "category_id" -> classId = SourceIds.read(parser);
      case "bbox" -> box = NumbersJson.box(NumbersJson.read(parser));
      case "segmentation" -> segmentation.read(parser);
      case "keypoints" -> keypoints.read(parser);
      case "caption" -> caption = JsonText.text(parser);
      case "iscrowd" -> isCrowd = NumbersJson.isTrue(parser);
      case "score" -> score = score(parser);
      // They follow from the geometry.
      case "area", "num_keypoints" -> parser.skipChildren();
      case "attributes" -> attributes.putAll(parser, "attributes");
      default -> attributes.put(name, parser);
    }
  }

  private SourceAnnotation source(Names names, SampleIndex samples) {
    int sample = names.sample(imageId);
    int labelClass = names.labelClass(classId);
    if (caption != null && !hasPlace) {
      int captionClass = labelClass < 0 ? SourceAnnotation.NO_CLASS : labelClass;
      return whole(sample, captionClass, new Caption(caption));
    }
    if (!hasPlace && !names.isLocalized()) {
      return whole(sample, labelClass, new Label());
    }
    if (caption != null) {
      attributes.put("caption", caption);
    }
    Optional<Shape> outline = sample < 0 ? Optional.empty() : segmentation.shape(samples, sample);
    Optional<Shape> points = keypoints.labelled().map(Shape::of);
    if (points.isPresent()) {
      outline.ifPresent(this::keep);
    }
    return new SourceAnnotation(
        id,
        sample,
        imageId,
        labelClass,
        classId,
        box,
        points.or(() -> outline).orElse(null),
        sample >= 0 && segmentation.isGiven() && outline.isEmpty() || keypoints.isBroken(),
        attributes.json(),
        score,
        isCrowd);
  }

  private void keep(Shape outline) {
    attributes.putJson(
        "segmentation",
        "{\"type\":\"%s\",\"geometry\":%s}".formatted(outline.type(), outline.geometry()));
  }

  private SourceAnnotation whole(int sample, int labelClass, Geometry geometry) {
    SourceAnnotation source =
        SourceAnnotation.of(sample, imageId, labelClass, classId, geometry)
            .withId(id)
            .withAttributes(attributes.json());
    return score == null ? source : source.withScore(score);
  }

  private static @Nullable Double score(JsonParser parser) throws IOException {
    double value = JsonText.number(parser);
    return Double.isFinite(value) ? value : null;
  }
}
