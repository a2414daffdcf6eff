package io.granary.account;

import io.granary.database.User;
import java.time.Instant;
import java.util.UUID;

/** An account as its owner and admins see it. */
record UserView(UUID id, String username, String email, String role, Instant createdAt) {
  static UserView of(User user) {
    return new UserView(user.id(), user.username(), user.email(), user.role(), user.createdAt());
  }
}
