package io.granary.formats.coco;

import org.jspecify.annotations.Nullable;

/**
 * What became of one JSON file.
 *
 * @param format coco, coco-results, or unknown when it is no annotation file
 * @param problem why nothing was imported; null when the file was read
 * @param images how many it lists
 * @param annotations how many it has
 */
public record CocoVerdict(String format, @Nullable String problem, long images, long annotations) {
  static CocoVerdict unreadable(String problem) {
    return new CocoVerdict("unreadable", problem, 0, 0);
  }
}
