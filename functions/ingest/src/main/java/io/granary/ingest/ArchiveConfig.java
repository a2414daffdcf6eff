package io.granary.ingest;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What archives may hold, and in how many steps they are read.
 *
 * @param maxEntries the most files
 * @param maxTotalBytes the most bytes of all files
 * @param maxEntryBytes the most bytes of one file
 * @param partMembers the most files that one run reads
 */
@ConfigurationProperties("granary.archive")
record ArchiveConfig(
    @Bindable(defaultValue = "2000000") int maxEntries,
    @Bindable(defaultValue = "200000000000") long maxTotalBytes,
    @Bindable(defaultValue = "20000000000") long maxEntryBytes,
    @Bindable(defaultValue = "2000") int partMembers) {}
