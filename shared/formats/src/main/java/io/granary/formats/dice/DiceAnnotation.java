package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceIds;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One annotation. What is not interpreted becomes attributes. */
final class DiceAnnotation {
  private final Attributes attributes = new Attributes();
  private final DiceGeometry geometry = new DiceGeometry();
  private String id = "";
  private String imageId = "";
  private String classId = "";
  private String className = "";
  private boolean isBackground;
  private boolean isCrowd;
  private @Nullable Double score;

  private DiceAnnotation(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = SourceIds.read(parser);
        case "image_id" -> imageId = SourceIds.read(parser);
        case "class_id", "category_id" -> classId = SourceIds.read(parser);
        case "class_name", "category_name" -> className = JsonText.text(parser).strip();
        case "is_background" -> isBackground = NumbersJson.isTrue(parser);
        case "iscrowd" -> isCrowd = NumbersJson.isTrue(parser);
        case "score" -> score = number(parser);
        case "area", "num_keypoints" -> parser.skipChildren();
        case "attributes" -> readAttributes(parser);
        default -> {
          if (!geometry.read(field, parser)) {
            attributes.put(field, parser);
          }
        }
      }
    }
  }

  /** Reads annotations of one file. */
  static final class Reader {
    private final DiceClasses classes;
    private final boolean isOfImages;
    private final AnnotationImport target;

    /**
     * @param isOfImages whether what has no geometry is a class of its image
     */
    Reader(DiceClasses classes, boolean isOfImages, AnnotationImport target) {
      this.classes = classes;
      this.isOfImages = isOfImages;
      this.target = target;
    }

    /** Reads one of a list of its own. */
    void read(JsonParser parser, DiceImages images) throws IOException {
      var annotation = new DiceAnnotation(parser);
      add(annotation, images.sample(annotation.imageId));
    }

    /** Reads one that is inside its image. */
    void read(JsonParser parser, int sample, String imageId) throws IOException {
      var annotation = new DiceAnnotation(parser);
      if (!imageId.isEmpty()) {
        annotation.imageId = imageId;
      }
      add(annotation, sample);
    }

    private void add(DiceAnnotation a, int sample) throws IOException {
      if (a.isBackground
          || a.geometry.isMarkedEmpty()
          || classes.isBackground(a.classId, a.className)) {
        target.addBackground(sample, a.imageId, a.id);
        return;
      }
      var placed = a.geometry.place(target.samples(), sample, isOfImages, a.attributes);
      int labelClass = labelClass(a, placed);
      target.add(
          new SourceAnnotation(
              a.id,
              sample,
              a.imageId,
              labelClass,
              a.className.isEmpty() ? a.classId : a.className,
              placed.box(),
              placed.shape(),
              placed.isInvalid(),
              a.attributes.json(),
              a.score,
              a.isCrowd));
    }

    private int labelClass(DiceAnnotation a, DiceGeometry.Placed placed) {
      boolean isCaption = placed.shape() != null && placed.shape().type() == AnnotationType.CAPTION;
      return isCaption && a.classId.isEmpty() && a.className.isEmpty()
          ? SourceAnnotation.NO_CLASS
          : classes.place(a.classId, a.className, a.id, target);
    }
  }

  private void readAttributes(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      attributes.putAll(parser, "attributes");
    }
  }

  private static @Nullable Double number(JsonParser parser) throws IOException {
    double value = JsonText.number(parser);
    return Double.isFinite(value) ? value : null;
  }
}
