package io.granary.ingest;

import io.granary.database.AnnotationRepository.Known;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.SampleIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells an import what annotations its dataset has already, by the places that it gives. */
final class KnownAnnotations {
  private final UUID dataset;
  private final SampleIndex samples;
  private final AnnotationImport target;
  private final Map<UUID, Integer> classes = new HashMap<>();
  private @Nullable LongTable places;

  KnownAnnotations(UUID dataset, SampleIndex samples, AnnotationImport target) {
    this.dataset = dataset;
    this.samples = samples;
    this.target = target;
  }

  void declare(UUID labelClass, int place) {
    classes.put(labelClass, place);
  }

  void add(Known known) {
    Double x = known.x();
    Double y = known.y();
    Double width = known.width();
    Double height = known.height();
    boolean hasBox = x != null && y != null && width != null && height != null;
    target.know(
        known.id(),
        place(known.sampleId()),
        known.classId() == null ? -1 : classes.getOrDefault(known.classId(), -1),
        hasBox ? new Box(x, y, width, height) : null,
        known.sourceId());
  }

  /** Made once somebody asks: a new dataset has no annotations. */
  private int place(UUID sample) {
    if (places == null) {
      places = new LongTable();
      for (int place = 0; place < samples.size(); place++) {
        places.putIfAbsent(samples.id(dataset, place).getMostSignificantBits(), place);
      }
    }
    return places.get(sample.getMostSignificantBits());
  }
}
