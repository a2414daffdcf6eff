package io.granary.api;

import io.granary.warehouse.analysis.DatasetAnalysis;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What was measured of a dataset over tables.
 *
 * @param definitionDigest SHA-256 of the definition that was measured
 * @param costUsd US dollars for what was read
 */
public record AnalysisView(
    UUID datasetId,
    String definitionDigest,
    Instant analysedAt,
    BigDecimal costUsd,
    DatasetAnalysis analysis) {}
