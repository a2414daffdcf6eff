package io.granary.local.model;

import java.util.UUID;

/** A backup as it must be. */
record ModelBackup(UUID id, UUID dataset, String path, Content content) {
  @Override
  public String toString() {
    return "backup %s of %s".formatted(id, dataset);
  }
}
