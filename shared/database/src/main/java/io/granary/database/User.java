package io.granary.database;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code users}, without its password hash. */
public record User(UUID id, String username, String email, String role, Instant createdAt) {
  public boolean isAdmin() {
    return role.equals("admin");
  }
}
