package io.granary.ingest;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What archives may hold.
 *
 * @param maxEntries the most files
 * @param maxTotalBytes the most bytes of all files
 * @param maxEntryBytes the most bytes of one file
 */
@ConfigurationProperties("granary.archive")
record ArchiveConfig(
    @Bindable(defaultValue = "2000000") int maxEntries,
    @Bindable(defaultValue = "200000000000") long maxTotalBytes,
    @Bindable(defaultValue = "20000000000") long maxEntryBytes) {}
