package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.InstantSource;
import java.util.UUID;

/** Makes somebody an admin, or no longer one. */
@Controller
@LambdaFunction(name = "set-role", access = Access.ADMIN, refuses = Code.NOT_FOUND)
final class SetRoleFunction {
  private final UserRepository users;
  private final InstantSource clock;

  SetRoleFunction(UserRepository users, InstantSource clock) {
    this.users = users;
    this.clock = clock;
  }

  /** The role wanted. */
  @Introspected
  record Request(
      @NotNull @Pattern(regexp = "user|admin", message = "must be user or admin") String role) {}

  @Put("/api/users/{userId}/role")
  UserView set(Caller caller, String userId, @Body Request request) {
    UUID id = Ids.parse(userId).orElseThrow(() -> GranaryException.notFound("user"));
    if (id.equals(caller.id())) {
      // So that there is always an admin left.
      throw new GranaryException(
          Code.VALIDATION_FAILED, "Cannot change your own role: another admin can.");
    }
    if (!users.changeRole(id, request.role(), caller.id(), clock.instant())) {
      throw GranaryException.notFound("user");
    }
    return users.find(id).map(UserView::of).orElseThrow(() -> GranaryException.notFound("user"));
  }
}
