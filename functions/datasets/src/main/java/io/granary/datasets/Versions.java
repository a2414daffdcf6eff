package io.granary.datasets;

import io.granary.database.DatasetVersion;
import io.granary.database.DatasetVersionRepository;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;

/** Versions of datasets, found by what paths say. */
@Singleton
final class Versions {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final DatasetVersionRepository versions;

  Versions(DatasetVersionRepository versions) {
    this.versions = versions;
  }

  /**
   * The number in a path.
   *
   * @throws GranaryException NOT_FOUND for what is none
   */
  static int number(String version) {
    if (!NUMBER.matcher(version).matches()) {
      throw notFound();
    }
    return Integer.parseInt(version);
  }

  /**
   * A version with what it has frozen.
   *
   * @throws GranaryException NOT_FOUND
   */
  VersionContent get(UUID dataset, int version) {
    DatasetVersion row = versions.find(dataset, version).orElseThrow(Versions::notFound);
    return VersionContent.of(
        row, versions.frozen(dataset, version).orElseThrow(Versions::notFound));
  }

  static GranaryException notFound() {
    return GranaryException.notFound("version");
  }
}
