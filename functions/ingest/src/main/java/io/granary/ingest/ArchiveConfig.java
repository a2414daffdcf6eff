package io.granary.ingest;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What archives may hold, and in how many steps they are read.
 *
 * @param maxEntries the most files
 * @param maxTotalBytes the most bytes of all files
 * @param maxEntryBytes the most bytes of one file
 * @param bombBytes a file that inflates to more bytes than this is looked at for its ratio
 * @param bombRatio the most bytes that a stored byte may inflate to in such a file
 * @param maxStreamBytes the most bytes of an archive that can only be read from its start
 * @param partMembers the most files that one run reads
 */
@ConfigurationProperties("granary.archive")
record ArchiveConfig(
    @Bindable(defaultValue = "2000000") int maxEntries,
    @Bindable(defaultValue = "200000000000") long maxTotalBytes,
    @Bindable(defaultValue = "20000000000") long maxEntryBytes,
    @Bindable(defaultValue = "10000000") long bombBytes,
    @Bindable(defaultValue = "200") int bombRatio,
    @Bindable(defaultValue = "20000000000") long maxStreamBytes,
    @Bindable(defaultValue = "2000") int partMembers) {}
