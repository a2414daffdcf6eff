package io.granary.ingest;

import io.granary.formats.archives.ArchiveLimits;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** What archives may hold, as configured. */
@Factory
final class LimitsFactory {
  @Singleton
  ArchiveLimits archiveLimits(
      @Value("${granary.archive.max-entries:2000000}") int maxEntries,
      @Value("${granary.archive.max-total-bytes:200000000000}") long maxTotalBytes,
      @Value("${granary.archive.max-entry-bytes:20000000000}") long maxEntryBytes) {
    var standard = ArchiveLimits.standard();
    return new ArchiveLimits(
        maxEntries, maxTotalBytes, maxEntryBytes, standard.bombBytes(), standard.bombRatio());
  }
}
