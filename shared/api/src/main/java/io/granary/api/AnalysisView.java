package io.granary.api;

import io.granary.warehouse.analysis.DatasetAnalysis;
import java.time.Instant;
import java.util.UUID;

/**
 * What was measured of a dataset over tables.
 *
 * @param definitionDigest SHA-256 of the definition that was measured and of where its tables are
 */
public record AnalysisView(
    UUID datasetId, String definitionDigest, Instant analysedAt, DatasetAnalysis analysis) {}
