package io.granary.ingest;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How ingests are done.
 *
 * @param parallelWrites how many objects a part writes at once; with 1 each is written in turn, in
 *     the thread that reads
 */
@ConfigurationProperties("granary.ingest")
record IngestConfig(@Bindable(defaultValue = "8") int parallelWrites) {}
