package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.ImportedClass.Edge;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.SourceIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The categories of a file; any id is taken, also 0 and huge ones. */
final class CocoCategories {
  private static final int MOST = 100_000;
  private static final int MOST_POINTS = 10_000;

  private final List<ImportedClass> all = new ArrayList<>();

  List<ImportedClass> all() {
    return all;
  }

  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String id = "";
    String name = "";
    String supercategory = null;
    String color = null;
    List<String> keypoints = List.of();
    List<int[]> skeleton = List.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = SourceIds.read(parser);
        case "name" -> name = SourceIds.read(parser);
        case "supercategory" -> supercategory = SourceIds.read(parser);
        case "color" -> color = color(parser);
        case "keypoints" -> keypoints = JsonText.texts(parser, MOST_POINTS);
        case "skeleton" -> skeleton = pairs(parser);
        default -> parser.skipChildren();
      }
    }
    if (!id.isEmpty() && all.size() < MOST) {
      all.add(
          new ImportedClass(
              name.isBlank() ? "category " + id : name.strip(),
              supercategory == null || supercategory.isBlank() ? null : supercategory,
              id,
              color,
              keypoints,
              edges(skeleton, keypoints.size())));
    }
  }

  /**
   * The official files count the points from 1, others from 0; only a 0 tells. Lines to points that
   * are not there are left out.
   */
  private static List<Edge> edges(List<int[]> skeleton, int points) {
    int first = skeleton.stream().anyMatch(pair -> pair[0] == 0 || pair[1] == 0) ? 0 : 1;
    return skeleton.stream()
        .map(pair -> new Edge(pair[0] - first, pair[1] - first))
        .filter(
            edge ->
                edge.from() >= 0 && edge.to() >= 0 && edge.from() < points && edge.to() < points)
        .toList();
  }

  private static List<int[]> pairs(JsonParser parser) throws IOException {
    List<int[]> pairs = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return pairs;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        parser.skipChildren();
        continue;
      }
      int[] pair = {-1, -1};
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        double value = JsonText.number(parser);
        if (count < 2 && value >= 0 && value <= MOST_POINTS) {
          pair[count] = (int) value;
        }
        count++;
      }
      if (count == 2 && pairs.size() < MOST_POINTS) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /** As #rrggbb, from three numbers or a text. */
  private static @Nullable String color(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      var color = new StringBuilder("#");
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        double part = JsonText.number(parser);
        color.append(part >= 0 && part <= 255 ? "%02x".formatted((int) part) : "?");
      }
      return color.toString().matches("#[0-9a-f]{6}") ? color.toString() : null;
    }
    String text = JsonText.text(parser);
    return text.matches("#[0-9a-fA-F]{6}") ? text : null;
  }
}
