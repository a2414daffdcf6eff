package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SourceIds;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * The first pass over a file: its images and classes, and whether all of it can be read. No
 * annotation is held, and none is too long to be held later.
 */
final class DiceSurvey {
  /** Characters of one annotation, or of all classes. */
  static final int MOST_CHARACTERS = 16 << 20;

  /** Characters of the path before the file names; nothing else is so long. */
  private static final int MOST_IN_ROOT = 1000;

  private static final Set<String> GEOMETRIES =
      Set.of("bbox", "segmentation", "keypoints", "polyline", "circle", "geometry");

  private final DiceImages images;
  private final DiceClasses classes = new DiceClasses();
  private String task = "";
  private String root = "";
  private boolean hasImages;
  private boolean hasAnnotations;
  private boolean hasClasses;
  private boolean hasGeometry;
  private String problem = "";

  private DiceSurvey(DiceImages images) {
    this.images = images;
  }

  /**
   * Reads a whole file.
   *
   * @param root what stands before the file names in the object store, if it is known by now
   */
  static DiceSurvey of(String path, Content content, String root, SampleIndex samples)
      throws IOException {
    var survey = new DiceSurvey(new DiceImages(path, root, samples));
    try (JsonParser parser = JsonText.open(content)) {
      survey.read(parser);
    }
    return survey;
  }

  DiceImages images() {
    return images;
  }

  DiceClasses classes() {
    return classes;
  }

  /** What stands before the file names; empty when the file does not say. */
  String root() {
    return root;
  }

  /** As the file has it; empty when it does not say. */
  String task() {
    return task;
  }

  /** Whether any annotation says where it is. */
  boolean hasGeometry() {
    return hasGeometry;
  }

  boolean isOfFormat() {
    return hasImages && (hasAnnotations || hasClasses);
  }

  /** Why the file cannot be read; empty when it can be. */
  String problem() {
    return problem;
  }

  private void read(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      problem = "The file is empty";
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        section(parser.currentName(), parser);
      }
    }
    if (parser.nextToken() != null) {
      problem = "Text follows the end of the JSON";
    }
  }

  private void section(String name, JsonParser parser) throws IOException {
    boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
    switch (name) {
      case "task_type" -> task = JsonText.text(parser).toLowerCase(Locale.ROOT);
      case "storage_info" -> readStorage(parser);
      case "annotations" -> readAnnotations(parser);
      case "classes", "categories" -> {
        hasClasses |= isList;
        readClasses(parser);
      }
      case "images" -> {
        hasImages |= isList;
        readImages(parser);
      }
      default -> parser.skipChildren();
    }
  }

  private void readStorage(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isRoot = parser.currentName().equals("image_root");
      parser.nextToken();
      if (isRoot) {
        String text = JsonText.text(parser);
        root = text.length() > MOST_IN_ROOT ? "" : text;
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readClasses(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    long start = offset(parser);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (problem.isEmpty()) {
        classes.read(parser);
      } else {
        parser.skipChildren();
      }
      if (classes.size() > DiceClasses.MOST || offset(parser) - start > MOST_CHARACTERS) {
        problem = "It has more than %d classes".formatted(DiceClasses.MOST);
      }
    }
  }

  private void readImages(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      readImage(parser);
    }
  }

  private void readImage(JsonParser parser) throws IOException {
    String id = "";
    String name = "";
    int width = 0;
    int height = 0;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "id" -> id = SourceIds.read(parser);
          case "file_name" -> name = JsonText.text(parser);
          case "split" -> JsonText.text(parser);
          case "width" -> width = NumbersJson.pixels(parser);
          case "height" -> height = NumbersJson.pixels(parser);
          case "annotations" -> readAnnotations(parser);
          default -> parser.skipChildren();
        }
      }
    }
    images.add(new DiceImages.Image(id, name, width, height));
  }

  private void readAnnotations(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    hasAnnotations = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long start = offset(parser);
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isGeometry = GEOMETRIES.contains(parser.currentName());
          hasGeometry |= parser.nextToken() != JsonToken.VALUE_NULL && isGeometry;
          parser.skipChildren();
        }
      } else {
        parser.skipChildren();
      }
      if (offset(parser) - start > MOST_CHARACTERS) {
        problem = "An annotation has more than %d characters".formatted(MOST_CHARACTERS);
      }
    }
  }

  private static long offset(JsonParser parser) {
    return parser.currentLocation().getCharOffset();
  }
}
