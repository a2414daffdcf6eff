package io.granary.formats.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.csv.CsvAttributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a row says about one sample. What is not interpreted becomes attributes. */
final class MetadataRow {
  private String file = "";
  private String split = "";
  private final List<Labelled> labels = new ArrayList<>();
  private final List<String> captions = new ArrayList<>();
  private final SourceObjects objects = new SourceObjects();
  private boolean hasObjects;
  private final Attributes attributes = new Attributes();

  /**
   * A class of the whole sample.
   *
   * @param field that has it
   */
  record Labelled(String field, ClassCell cell) {}

  /** What a field of a row is. */
  enum Field {
    FILE,
    LABEL,
    OBJECTS,
    CAPTION,
    SPLIT,
    OTHER;

    static Field of(String name) {
      String lower = name.strip().toLowerCase(Locale.ROOT);
      return switch (lower) {
        case "label", "labels", "class", "category" -> LABEL;
        case "objects" -> OBJECTS;
        case "text", "caption", "captions", "transcription", "transcript", "sentence" -> CAPTION;
        case "split" -> SPLIT;
        default -> isFile(lower) ? FILE : OTHER;
      };
    }

    private static boolean isFile(String name) {
      return name.equals("file_name") || name.endsWith("_file_name");
    }

    /** Whether it annotates the sample. */
    boolean isAnnotation() {
      return this == LABEL || this == OBJECTS || this == CAPTION;
    }
  }

  /** A line of JSON. */
  static MetadataRow of(String line) throws UnreadableRowException {
    var row = new MetadataRow();
    try (JsonParser parser = JsonText.of(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableRowException("It is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        row.take(name, parser);
      }
      if (parser.nextToken() != null) {
        throw new UnreadableRowException("Text follows the end of the JSON object");
      }
      return row;
    } catch (UnreadableRowException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new UnreadableRowException("Not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnreadableRowException("Not JSON: " + e.getMessage());
    }
  }

  /** Takes a cell of a table. */
  void take(String name, String cell) throws UnreadableRowException {
    switch (Field.of(name)) {
      case FILE -> takeFile(name, cell);
      case LABEL -> ClassCell.of(cell).ifPresent(label -> labels.add(new Labelled(name, label)));
      case CAPTION -> takeCaption(cell);
      case SPLIT -> split = cell.strip();
      case OBJECTS -> takeObjects(name, cell);
      case OTHER -> CsvAttributes.put(attributes, name, cell);
    }
  }

  private void take(String name, JsonParser parser) throws IOException {
    boolean isText = parser.currentToken() == JsonToken.VALUE_STRING;
    boolean isList = parser.currentToken() == JsonToken.START_ARRAY;
    Field field = Field.of(name);
    if (field == Field.FILE && isText) {
      takeFile(name, JsonText.text(parser));
    } else if (field == Field.SPLIT && isText) {
      split = JsonText.text(parser).strip();
    } else if (field == Field.CAPTION && isText) {
      takeCaption(JsonText.text(parser));
    } else if (field == Field.CAPTION && isList) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        takeCaption(JsonText.text(parser));
      }
    } else if (field == Field.LABEL && isList) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        takeLabel(name, parser);
      }
    } else if (field == Field.OBJECTS && (isList || parser.isExpectedStartObjectToken())) {
      hasObjects = true;
      objects.read(parser, attributes);
    } else if (field != Field.LABEL || !takeLabel(name, parser)) {
      attributes.put(name, parser);
    }
  }

  private boolean takeLabel(String name, JsonParser parser) throws IOException {
    Optional<ClassCell> cell = ClassCell.of(parser);
    cell.ifPresent(label -> labels.add(new Labelled(name, label)));
    return cell.isPresent();
  }

  private void takeFile(String name, String value) {
    boolean isMain = name.strip().equalsIgnoreCase("file_name");
    if (isMain || file.isEmpty()) {
      file = value;
    } else {
      CsvAttributes.put(attributes, name, value);
    }
  }

  private void takeCaption(String text) {
    if (!text.isBlank()) {
      captions.add(text);
    }
  }

  /** Objects in a cell are JSON. */
  private void takeObjects(String name, String cell) throws UnreadableRowException {
    if (cell.isBlank()) {
      hasObjects = true;
      return;
    }
    try (JsonParser parser = JsonText.of(cell)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY) {
        // Only what can be read to its end is taken.
        parser.skipChildren();
        try (JsonParser again = JsonText.of(cell)) {
          again.nextToken();
          objects.read(again, attributes);
          hasObjects = true;
          return;
        }
      }
    } catch (UnreadableRowException e) {
      throw e;
    } catch (IOException _) {
      hasObjects = false;
    }
    CsvAttributes.put(attributes, name, cell);
  }

  String file() {
    return file;
  }

  String split() {
    return split;
  }

  List<Labelled> labels() {
    return labels;
  }

  List<String> captions() {
    return captions;
  }

  SourceObjects objects() {
    return objects;
  }

  /** Whether it says what is on the sample, be it nothing. */
  boolean isAnnotated() {
    return hasObjects || !labels.isEmpty() || !captions.isEmpty();
  }

  /** What else it says, as a JSON object; nothing can be taken afterwards. */
  String attributes() {
    return attributes.json();
  }
}
