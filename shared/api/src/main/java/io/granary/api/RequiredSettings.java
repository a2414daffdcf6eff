package io.granary.api;

import io.granary.database.DatabaseConfig;
import io.granary.storage.StorageConfig;
import io.micronaut.context.annotation.Context;

/** Fails the start that lacks a setting, instead of the first request; the message names it. */
@Context
final class RequiredSettings {
  @SuppressWarnings("UnusedVariable")
  RequiredSettings(AuthConfig auth, DatabaseConfig database, StorageConfig storage) {
    // Reading them is all.
  }
}
