package io.granary.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.formats.archives.ArchivePart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of an ingest.
 *
 * @param sources the objects of the source it reads, by their places in the list
 * @param zip which entries of the one archive; null when the objects are the files themselves
 * @param root the folder of the archive that is left out of its paths
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartPlan(List<Integer> sources, @Nullable ArchivePart zip, String root) {
  static PartPlan ofZip(int source, ArchivePart part, String root) {
    return new PartPlan(List.of(source), part, root);
  }

  static PartPlan ofFiles(List<Integer> sources) {
    return new PartPlan(sources, null, "");
  }
}
