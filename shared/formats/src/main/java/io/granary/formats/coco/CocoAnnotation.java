package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.Box;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SegmentationJson;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one annotation after the other. What it does not interpret becomes attributes. */
final class CocoAnnotation {
  private final CocoImages images;
  private final LongTable classes;
  private final SampleIndex samples;

  CocoAnnotation(CocoImages images, LongTable classes, SampleIndex samples) {
    this.images = images;
    this.classes = classes;
    this.samples = samples;
  }

  SourceAnnotation read(JsonParser parser) throws IOException {
    String id = "";
    String imageId = "";
    String classId = "";
    Box box = null;
    boolean isCrowd = false;
    Double score = null;
    var segmentation = new SegmentationJson();
    var attributes = new Attributes();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "id" -> id = CocoIds.text(parser);
          case "image_id" -> imageId = CocoIds.text(parser);
          case "category_id" -> classId = CocoIds.text(parser);
          case "bbox" -> box = box(parser);
          case "segmentation" -> segmentation.read(parser);
          case "iscrowd" -> isCrowd = isTrue(parser);
          case "score" -> score = score(parser);
          case "area" -> parser.skipChildren();
          case "attributes" -> attributes.putAll(parser, "attributes");
          default -> attributes.put(field, parser);
        }
      }
    }
    int sample = images.sample(imageId);
    Optional<Shape> shape = sample < 0 ? Optional.empty() : segmentation.shape(samples, sample);
    return new SourceAnnotation(
        id,
        sample,
        imageId,
        classes.get(CocoIds.key(classId)),
        classId,
        box,
        shape.orElse(null),
        sample >= 0 && segmentation.isGiven() && shape.isEmpty(),
        attributes.json(),
        score,
        isCrowd);
  }

  /** Null when there is none; what is no number is NaN, and so is what is missing. */
  private static @Nullable Box box(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    double[] values = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : Double.NaN;
      parser.skipChildren();
      if (count < values.length) {
        values[count] = value;
      }
      count++;
    }
    return count == 0 ? null : new Box(values[0], values[1], values[2], values[3]);
  }

  private static boolean isTrue(JsonParser parser) throws IOException {
    boolean value =
        parser.currentToken().isNumeric()
            ? parser.getDoubleValue() == 1
            : parser.currentToken() == JsonToken.VALUE_TRUE;
    parser.skipChildren();
    return value;
  }

  private static @Nullable Double score(JsonParser parser) throws IOException {
    if (parser.currentToken().isNumeric() && Double.isFinite(parser.getDoubleValue())) {
      return parser.getDoubleValue();
    }
    parser.skipChildren();
    return null;
  }
}
