package io.granary.datasets;

import io.granary.database.ShareRepository.Share;
import java.time.Instant;
import java.util.UUID;

/** A share as callers see it. */
record ShareView(UUID userId, String username, String role, Instant createdAt) {
  static ShareView of(Share row) {
    return new ShareView(row.userId(), row.username(), row.role(), row.createdAt());
  }
}
