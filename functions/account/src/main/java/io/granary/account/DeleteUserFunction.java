package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.Parameters;
import io.granary.api.RequestInfo;
import io.granary.database.User;
import io.granary.database.UserRemovalRepository;
import io.granary.database.UserRemovalRepository.Removal;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.domain.Ids;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Status;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes somebody out, and gives what is theirs to somebody else. */
@Controller
@LambdaFunction(
    name = "delete-user",
    access = Access.ADMIN,
    refuses = {Code.NOT_FOUND, Code.FORBIDDEN, Code.UNKNOWN_USER})
final class DeleteUserFunction {
  private final UserRepository users;
  private final UserRemovalRepository removals;
  private final InstantSource clock;

  DeleteUserFunction(UserRepository users, UserRemovalRepository removals, InstantSource clock) {
    this.users = users;
    this.removals = removals;
    this.clock = clock;
  }

  /**
   * What becomes of what they own.
   *
   * @param transferTo the username of who gets it; needed when there is something
   */
  @Introspected
  record Query(@Nullable @Size(max = 50) String transferTo) {}

  @Delete("/api/users/{userId}")
  @Status(HttpStatus.NO_CONTENT)
  void delete(Caller caller, RequestInfo request, String userId, @Parameters Query query) {
    UUID id = Ids.parse(userId).orElseThrow(() -> GranaryException.notFound("user"));
    if (id.equals(caller.id())) {
      // So that there is always an admin left.
      throw new GranaryException(
          Code.VALIDATION_FAILED, "Cannot delete yourself: another admin can.");
    }
    UUID heir = query.transferTo() == null ? null : heir(query.transferTo(), id);
    removals.remove(new Removal(id, heir, caller.id(), request.id(), clock.instant()));
  }

  private UUID heir(String username, UUID leaving) {
    return users
        .findByUsername(username)
        .map(User::id)
        .filter(id -> !id.equals(leaving))
        .orElseThrow(
            () ->
                new GranaryException(
                    Code.UNKNOWN_USER,
                    "Cannot give anything to '%s': there is no such other user."
                        .formatted(username),
                    List.of(new Violation("?transfer_to", "is no other user"))));
  }
}
