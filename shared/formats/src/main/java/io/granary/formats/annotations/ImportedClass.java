package io.granary.formats.annotations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class that annotation files declare; the same name in two files is one class.
 *
 * @param sourceId its number or name in the files; empty when it has none
 * @param color as #rrggbb; null when the files say nothing
 * @param keypoints names of the points of an object, in their order
 * @param skeleton pairs of places in the list of points, from 0, that a line joins
 */
public record ImportedClass(
    String name,
    @Nullable String supercategory,
    String sourceId,
    @Nullable String color,
    List<String> keypoints,
    List<Edge> skeleton) {
  public ImportedClass {
    keypoints = List.copyOf(keypoints);
    skeleton = List.copyOf(skeleton);
  }

  public ImportedClass(String name, @Nullable String supercategory, String sourceId) {
    this(name, supercategory, sourceId, null, List.of(), List.of());
  }

  /** A class that is no more than its name. */
  public static ImportedClass named(String name) {
    return new ImportedClass(name, null, "");
  }

  /** This one, with what another knows more of the class. */
  ImportedClass joined(ImportedClass other) {
    return new ImportedClass(
        name,
        supercategory == null ? other.supercategory : supercategory,
        sourceId.isEmpty() ? other.sourceId : sourceId,
        color == null ? other.color : color,
        keypoints.isEmpty() ? other.keypoints : keypoints,
        skeleton.isEmpty() ? other.skeleton : skeleton);
  }

  /** A line between two points. */
  public record Edge(int from, int to) {}
}
