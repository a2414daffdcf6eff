package io.granary.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.StatisticsRepository.SplitCount;
import io.granary.database.StatisticsRepository.Spread;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The statistics of a dataset as callers see them, exact over all of its data. They are kept as
 * JSON and given as they are; this describes them.
 *
 * @param totalBytes bytes of all stored files
 * @param columns one object for each column of a table
 * @param media spread of numbers of the samples: width and height in pixels, characters, size in
 *     bytes
 * @param formats samples by format, such as jpeg
 */
record StatisticsView(
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
  record ClassCount(UUID classId, String name, long annotations, long samples) {}
}
