package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.Quotas;
import io.granary.api.UserLimits;
import io.granary.database.QuotaRepository.Usage;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The caller's own account, with what it keeps and what it may. */
@Controller
@LambdaFunction(name = "get-me", access = Access.SIGNED_IN, refuses = Code.NOT_FOUND)
final class GetMeFunction {
  private final UserRepository users;
  private final Quotas quotas;
  private final Jdbi jdbi;

  GetMeFunction(UserRepository users, Quotas quotas, Jdbi jdbi) {
    this.jdbi = jdbi;
    this.users = users;
    this.quotas = quotas;
  }

  /**
   * The caller.
   *
   * @param usage what is kept
   * @param quota the most that may be kept
   */
  record Me(
      UUID id,
      String username,
      String email,
      String role,
      Instant createdAt,
      Usage usage,
      UserLimits quota) {}

  @Get("/api/users/me")
  Me me(Caller caller) {
    User user = users.find(caller.id()).orElseThrow(() -> GranaryException.notFound("user"));
    return jdbi.withHandle(
        handle ->
            new Me(
                user.id(),
                user.username(),
                user.email(),
                user.role(),
                user.createdAt(),
                quotas.usage(handle, user.id()),
                quotas.limits(handle, user.id())));
  }
}
