package io.granary.database;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.StatisticsRepository.SplitCount;
import io.granary.database.StatisticsRepository.Spread;
import io.granary.database.TotalsRepository.Totals;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The statistics of a dataset as they are kept and given, exact over all of its data.
 *
 * @param totalBytes bytes of all stored files
 * @param columns one object for each column of a table
 * @param media spread of numbers of the samples: width and height in pixels, characters, size in
 *     bytes
 * @param formats samples by format, such as jpeg
 */
public record Statistics(
    UUID datasetId,
    String modality,
    Instant computedAt,
    long sampleCount,
    long annotationCount,
    long labeledCount,
    long totalBytes,
    List<ClassCount> classes,
    List<SplitCount> splits,
    List<JsonNode> columns,
    Map<String, Spread> media,
    Map<String, Long> formats) {
  /** How often a class occurs. */
  public record ClassCount(UUID classId, String name, long annotations, long samples) {}

  /** Computes them over the rows of a dataset. */
  public static Statistics compute(
      StatisticsRepository rows,
      Handle handle,
      UUID dataset,
      String modality,
      Totals totals,
      long annotations,
      List<LabelClass> classes,
      Instant now) {
    Map<String, Spread> media = new LinkedHashMap<>();
    for (String field : List.of("width", "height", "characters", "size")) {
      rows.spread(handle, dataset, field).ifPresent(spread -> media.put(field, spread));
    }
    Map<String, Long> formats = new TreeMap<>();
    rows.mediaTypes(handle, dataset)
        .forEach((type, count) -> formats.merge(format(type), count, Long::sum));
    return new Statistics(
        dataset,
        modality,
        now,
        totals.samples(),
        annotations,
        totals.labeled(),
        totals.bytes(),
        classes.stream()
            .map(c -> new ClassCount(c.id(), c.name(), c.annotationCount(), c.sampleCount()))
            .toList(),
        rows.splits(handle, dataset),
        List.of(),
        media,
        formats);
  }

  /** {@code image/jpeg} is jpeg, {@code text/plain; charset=utf-8} is plain. */
  private static String format(String mediaType) {
    String subtype = mediaType.substring(mediaType.indexOf('/') + 1);
    int end = subtype.indexOf(';');
    return end < 0 ? subtype : subtype.substring(0, end);
  }
}
