package io.granary.formats.granary;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.ImportedClass.Edge;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SetFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the classes of a backup, and knows their places by their names. */
final class ClassesFile {
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final int MOST_POINTS = 10_000;

  /** Beyond these no class is declared anyway. */
  private static final int MOST = 100_000;

  /** Characters of a name; those of datasets have far fewer. */
  private static final int LONGEST = 10_000;

  /** Bytes of the file: a kibibyte for each class. */
  private static final long MOST_BYTES = 100L << 20;

  private final Map<String, Integer> places = new HashMap<>();

  /** The place of a class; negative, and not that of none, when there is no such class. */
  int place(String name) {
    return places.getOrDefault(name, -1);
  }

  /**
   * Reads the file. When it is damaged, the classes before the damage are declared.
   *
   * @throws IOException when it cannot be fetched
   */
  void read(SetFile file, Content content, AnnotationImport target) throws IOException {
    if (file.size() > MOST_BYTES) {
      target.refuse(
          file,
          GranaryFormat.NAME,
          IssueCode.ANNOTATION_FILE_UNREADABLE,
          "It has %d bytes, and may have %d".formatted(file.size(), MOST_BYTES));
      return;
    }
    target.beginFile(file, GranaryFormat.NAME, "classes");
    try (JsonParser parser = JsonText.open(content)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        target
            .issues()
            .add(IssueCode.ANNOTATION_FILE_UNREADABLE, file.path(), "", "It is no JSON list");
      } else {
        while (parser.nextToken() != JsonToken.END_ARRAY && places.size() < MOST) {
          declare(parser, target);
        }
      }
    } catch (IOException e) {
      target
          .issues()
          .add(IssueCode.ANNOTATION_FILE_UNREADABLE, file.path(), "", JsonText.problem(e));
    }
    target.endFile();
  }

  private void declare(JsonParser parser, AnnotationImport target) throws IOException {
    var read = new Read();
    BackupJson.object(parser, read::take);
    if (!read.name.isEmpty() && read.name.length() <= LONGEST) {
      places.putIfAbsent(read.name, target.declare(read.labelClass()));
    }
  }

  private static final class Read {
    private String name = "";
    private @Nullable String supercategory;
    private String sourceId = "";
    private @Nullable String color;
    private List<String> keypoints = List.of();
    private List<Edge> skeleton = List.of();

    void take(String field, JsonParser value) throws IOException {
      boolean isNull = value.currentToken() == JsonToken.VALUE_NULL;
      switch (field) {
        case "name" -> name = BackupJson.text(value);
        case "supercategory" -> supercategory = isNull ? null : BackupJson.text(value);
        case "source_id" -> sourceId = BackupJson.text(value);
        case "color" -> color = color(BackupJson.text(value));
        case "keypoints" -> keypoints = JsonText.texts(value, MOST_POINTS);
        case "skeleton" -> skeleton = edges(NumbersJson.read(value));
        default -> value.skipChildren();
      }
    }

    private static @Nullable String color(String text) {
      return COLOR.matcher(text).matches() ? text : null;
    }

    private static List<Edge> edges(double[] places) {
      List<Edge> edges = new ArrayList<>();
      for (int i = 0; i + 1 < places.length && edges.size() < MOST_POINTS; i += 2) {
        if (isPlace(places[i]) && isPlace(places[i + 1])) {
          edges.add(new Edge((int) places[i], (int) places[i + 1]));
        }
      }
      return edges;
    }

    private static boolean isPlace(double number) {
      return number >= 0 && number < MOST_POINTS && number == Math.rint(number);
    }

    ImportedClass labelClass() {
      return new ImportedClass(name, supercategory, sourceId, color, keypoints, skeleton);
    }
  }
}
