package io.granary.datasets;

import java.util.List;

/**
 * Datasets side by side.
 *
 * @param datasets in the order in which they were asked for
 */
record Comparison(List<ComparedDataset> datasets, Differences differences) {}
