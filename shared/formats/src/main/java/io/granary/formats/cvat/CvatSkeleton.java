package io.granary.formats.cvat;

import io.granary.formats.annotations.ImportedClass.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a skeleton, out of the drawing that CVAT keeps of it: circles have {@code
 * data-node-id} and {@code data-label-name}, lines have {@code data-node-from} and {@code
 * data-node-to}.
 */
final class CvatSkeleton {
  private static final int LONGEST = 1 << 16;

  /** Neither scans a character twice: what follows ends at the next tag. */
  private static final Pattern TAG = Pattern.compile("<(circle|line)\\b([^<>]*+)>");

  private static final Pattern FIELD =
      Pattern.compile(
          "\\b(data-node-id|data-label-name|data-node-from|data-node-to)=\"([^\"]*+)\"");

  private CvatSkeleton() {}

  /**
   * The lines as pairs of places in the list of points; empty when the drawing is not clear, or
   * longer than 65,536 characters.
   */
  static List<Edge> edges(String svg, List<String> points) {
    if (svg.length() > LONGEST) {
      return List.of();
    }
    Map<String, Integer> places = new HashMap<>();
    List<Map<String, String>> lines = new ArrayList<>();
    for (Matcher tag = TAG.matcher(svg); tag.find(); ) {
      Map<String, String> fields = new HashMap<>();
      for (Matcher field = FIELD.matcher(tag.group(2)); field.find(); ) {
        fields.put(field.group(1), field.group(2));
      }
      if (tag.group(1).equals("line")) {
        lines.add(fields);
      } else if (fields.containsKey("data-node-id")) {
        String name = fields.getOrDefault("data-label-name", "");
        places.put(fields.get("data-node-id"), points.indexOf(name));
      }
    }
    List<Edge> edges = new ArrayList<>();
    for (Map<String, String> line : lines) {
      int from = places.getOrDefault(line.getOrDefault("data-node-from", ""), -1);
      int to = places.getOrDefault(line.getOrDefault("data-node-to", ""), -1);
      if (from < 0 || to < 0) {
        return List.of();
      }
      edges.add(new Edge(from, to));
    }
    return edges;
  }
}
