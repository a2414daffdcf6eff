package io.granary.database;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code classes}: something that annotations say an image shows.
 *
 * @param keypoints names of the points of an object, in their order
 * @param skeleton pairs of places in {@code keypoints}, from 0, that a line joins
 */
public record LabelClass(
    UUID id,
    UUID projectId,
    UUID datasetId,
    int position,
    String name,
    String color,
    @Nullable String supercategory,
    @Nullable String sourceId,
    List<String> keypoints,
    List<Integer> skeleton,
    long annotationCount,
    long sampleCount) {
  public LabelClass {
    keypoints = List.copyOf(keypoints);
    skeleton = List.copyOf(skeleton);
  }
}
