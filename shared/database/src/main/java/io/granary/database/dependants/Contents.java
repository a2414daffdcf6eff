package io.granary.database.dependants;

import java.util.Set;

/**
 * Samples, their annotations, and the files that came with them. Their rows go with their objects,
 * see {@link io.granary.database.ContentRemovalRepository}; backups have entries of their own for
 * them.
 */
final class Contents implements Dependant {
  @Override
  public String name() {
    return "samples";
  }

  @Override
  public Set<String> tables() {
    return Set.of("samples", "annotations", "source_files");
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("raw/", "thumbnails/");
  }
}
