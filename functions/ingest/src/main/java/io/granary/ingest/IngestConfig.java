package io.granary.ingest;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the work of an ingest is divided.
 *
 * @param reserve a part stops when less than this is left of its invocation, to store and note what
 *     it has read
 * @param sweepAfter an ingest that was not touched for so long is taken up again; longer than a
 *     part may take
 * @param parallelWrites how many objects a part writes at once; with one, in the reading thread
 */
@ConfigurationProperties("granary.ingest")
record IngestConfig(
    @Bindable(defaultValue = "60s") Duration reserve,
    @Bindable(defaultValue = "20m") Duration sweepAfter,
    @Bindable(defaultValue = "8") int parallelWrites) {}
