package io.granary.formats.archives;

import java.util.List;

/**
 * How an archive is read.
 *
 * @param root the folder that all files lie in and that is left out of their paths; ends with a
 *     slash, or is empty
 */
public record ArchivePlan(List<ArchivePart> parts, String root) {
  public ArchivePlan {
    parts = List.copyOf(parts);
  }
}
