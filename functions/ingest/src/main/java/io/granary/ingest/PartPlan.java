package io.granary.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.formats.archives.ArchivePart;
import org.jspecify.annotations.Nullable;

/**
 * One part of an ingest.
 *
 * @param from number of the first item that it reads
 * @param to number behind the last
 * @param archive which members of the one archive; null when the items are the files themselves
 * @param root the folder of the archive that is left out of its paths
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartPlan(int from, int to, @Nullable ArchivePart archive, String root) {
  static PartPlan ofArchive(int item, ArchivePart part, String root) {
    return new PartPlan(item, item + 1, part, root);
  }

  static PartPlan ofFiles(int from, int to) {
    return new PartPlan(from, to, null, "");
  }
}
