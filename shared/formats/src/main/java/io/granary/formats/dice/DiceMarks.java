package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.SetFile;
import java.io.IOException;
import java.util.Optional;

/** What a file has that sets it apart from one of plain COCO. */
final class DiceMarks {
  /** Characters that are looked at in a file of any name. */
  private static final int MOST_CHARACTERS = 4 << 20;

  private boolean hasImages;
  private boolean hasAnnotations;
  private boolean hasNested;
  private boolean hasClasses;
  private boolean hasBackground;
  private boolean hasStorage;

  private final long limit;

  private DiceMarks(long limit) {
    this.limit = limit;
  }

  /**
   * Looks for a mark.
   *
   * @param isNamed whether its name speaks for the format; the file is read to its end then
   */
  static Optional<String> of(SetFile file, Content content, boolean isNamed) throws IOException {
    var marks = new DiceMarks(isNamed ? Long.MAX_VALUE : MOST_CHARACTERS);
    try (JsonParser parser = JsonText.open(content)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        marks.look(parser);
      }
    } catch (IOException e) {
      // What was seen before the damage still tells what the file was meant to be.
      JsonText.problem(e);
    }
    return marks.found(file, isNamed);
  }

  private Optional<String> found(SetFile file, boolean isNamed) {
    if (hasNested || hasClasses && hasImages) {
      return Optional.of("has classes, and images with their annotations");
    }
    if (hasStorage && (hasImages || hasAnnotations)) {
      return Optional.of("has storage_info");
    }
    if (isNamed && hasBackground) {
      return Optional.of("has the class " + DiceClasses.BACKGROUND);
    }
    return hasImages && DiceTask.ofName(file.name()).equals(DiceTask.CLASSIFICATION)
        ? Optional.of("is named as only DICE does")
        : Optional.empty();
  }

  private void look(JsonParser parser) throws IOException {
    while (!hasNested && isWithin(parser) && parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      boolean isList = value == JsonToken.START_ARRAY;
      hasStorage |= value == JsonToken.START_OBJECT && name.equals("storage_info");
      hasAnnotations |= isList && name.equals("annotations");
      hasImages |= isList && name.equals("images");
      if (isList && (name.equals("classes") || name.equals("categories"))) {
        lookAtClasses(parser, name.equals("classes"));
      } else if (isList && name.equals("images")) {
        lookAtImage(parser);
      } else {
        pass(parser);
      }
    }
  }

  private boolean isWithin(JsonParser parser) {
    return parser.currentLocation().getCharOffset() < limit;
  }

  /** Passes a value, or stops within it at the limit. */
  private void pass(JsonParser parser) throws IOException {
    int depth = parser.currentToken().isStructStart() ? 1 : 0;
    while (depth > 0 && isWithin(parser)) {
      JsonToken token = parser.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  private void lookAtClasses(JsonParser parser, boolean isOwnName) throws IOException {
    while (isWithin(parser) && parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        pass(parser);
        continue;
      }
      while (isWithin(parser) && parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isName = parser.currentName().equals("name");
        parser.nextToken();
        if (isName) {
          hasClasses |= isOwnName;
          hasBackground |= JsonText.text(parser).equals(DiceClasses.BACKGROUND);
        } else {
          pass(parser);
        }
      }
    }
  }

  /** The first image shows whether they hold their annotations. */
  private void lookAtImage(JsonParser parser) throws IOException {
    boolean isFirst = true;
    while (!hasNested && isWithin(parser) && parser.nextToken() != JsonToken.END_ARRAY) {
      if (!isFirst || parser.currentToken() != JsonToken.START_OBJECT) {
        pass(parser);
        continue;
      }
      isFirst = false;
      while (!hasNested && parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isAnnotations = parser.currentName().equals("annotations");
        hasNested = parser.nextToken() == JsonToken.START_ARRAY && isAnnotations;
        pass(parser);
      }
    }
  }
}
