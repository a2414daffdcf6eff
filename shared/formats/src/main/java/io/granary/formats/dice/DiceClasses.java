package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SourceIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The classes of a file, by id and by name. */
final class DiceClasses {
  /** The class of entries that say that there is nothing on an image. */
  static final String BACKGROUND = "__background__";

  /** More are not read. */
  static final int MOST = 100_000;

  private static final int MOST_POINTS = 1000;
  private static final String ID_OF_BACKGROUND = "-1";
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

  private final List<ImportedClass> listed = new ArrayList<>();
  private final LongTable places = new LongTable();
  private final Map<String, Integer> placesByName = new HashMap<>();
  private String idOfBackground = "";

  int size() {
    return listed.size();
  }

  /** Reads one class; any id is taken, also 0 and huge ones. */
  void read(JsonParser parser) throws IOException {
    String id = "";
    String name = "";
    String supercategory = null;
    String color = null;
    List<String> keypoints = List.of();
    List<ImportedClass.Edge> skeleton = List.of();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      id = Integer.toString(listed.size());
      name = JsonText.text(parser);
    } else if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "id" -> id = SourceIds.read(parser);
          case "name" -> name = SourceIds.read(parser);
          case "supercategory" -> supercategory = SourceIds.read(parser);
          case "color" -> color = JsonText.text(parser);
          case "keypoints" -> keypoints = JsonText.texts(parser, MOST_POINTS);
          case "skeleton" -> skeleton = edges(NumbersJson.read(parser));
          default -> parser.skipChildren();
        }
      }
    }
    if (id.isEmpty() && name.isBlank() || listed.size() > MOST) {
      return;
    }
    boolean hasColor = color != null && COLOR.matcher(color).matches();
    boolean hasGroup = supercategory != null && !supercategory.isBlank();
    listed.add(
        new ImportedClass(
            name.isBlank() ? "class " + id : name.strip(),
            hasGroup ? supercategory : null,
            id,
            hasColor ? color : null,
            keypoints,
            skeleton));
  }

  /** Declares all of them but the background. */
  void declare(AnnotationImport target) {
    for (ImportedClass labelClass : listed) {
      if (labelClass.name().equals(BACKGROUND)) {
        idOfBackground = labelClass.sourceId();
        continue;
      }
      int place = target.declare(labelClass);
      placesByName.put(labelClass.name(), place);
      if (!labelClass.sourceId().isEmpty()) {
        places.putIfAbsent(SourceIds.key(labelClass.sourceId()), place);
      }
    }
  }

  /** Whether an entry of this class says that there is nothing on the image. */
  boolean isBackground(String id, String name) {
    if (!name.isEmpty() || id.isEmpty()) {
      return name.equals(BACKGROUND);
    }
    return id.equals(idOfBackground)
        || id.equals(ID_OF_BACKGROUND) && places.get(SourceIds.key(id)) == LongTable.ABSENT;
  }

  /**
   * The place of a class; negative when there is none. The labeler writes number 0 where it has
   * lost a class, so that of number and name the name is believed.
   */
  int place(String id, String name, String annotation, AnnotationImport target) {
    int place = id.isEmpty() ? LongTable.ABSENT : places.get(SourceIds.key(id));
    if (name.isEmpty()) {
      return place;
    }
    @Nullable Integer named = placesByName.get(name);
    if (named == null) {
      // Without any list of classes, the annotations are all that names them.
      return listed.isEmpty() ? target.declare(ImportedClass.named(name)) : LongTable.ABSENT;
    }
    if (!id.isEmpty() && named != place) {
      target
          .issues()
          .add(
              IssueCode.FORMAT_AMBIGUOUS,
              "",
              annotation,
              "Class %s is not '%s'; the name was taken".formatted(id, name));
    }
    return named;
  }

  /** Pairs that count from 1, as those of COCO. */
  private static List<ImportedClass.Edge> edges(double[] numbers) {
    List<ImportedClass.Edge> edges = new ArrayList<>();
    for (int i = 0; i + 1 < numbers.length && i < 2 * MOST_POINTS; i += 2) {
      if (numbers[i] >= 1
          && numbers[i + 1] >= 1
          && Math.max(numbers[i], numbers[i + 1]) <= MOST_POINTS) {
        edges.add(new ImportedClass.Edge((int) numbers[i] - 1, (int) numbers[i + 1] - 1));
      }
    }
    return edges;
  }
}
