package io.granary.warehouse.joins;

import java.util.List;

/**
 * What a search for joins has found.
 *
 * @param joins the surest first
 * @param leftOut sentences that say what was not looked at, and why; empty when nothing was
 * @param bytes what was read, as it is billed
 */
public record Detection(List<DetectedJoin> joins, List<String> leftOut, long bytes) {
  public Detection {
    joins = List.copyOf(joins);
    leftOut = List.copyOf(leftOut);
  }
}
