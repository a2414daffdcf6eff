package io.granary.ingest;

import io.granary.formats.archives.ArchiveLimits;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What archives may hold, as configured. */
@Factory
final class LimitsFactory {
  @Singleton
  ArchiveLimits archiveLimits(ArchiveConfig config) {
    return new ArchiveLimits(
        config.maxEntries(),
        config.maxTotalBytes(),
        config.maxEntryBytes(),
        config.bombBytes(),
        config.bombRatio(),
        config.maxStreamBytes(),
        config.partMembers());
  }
}
