package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The caller's own account. */
@Controller
@LambdaFunction(name = "get-me", access = Access.SIGNED_IN, refuses = Code.NOT_FOUND)
final class GetMeFunction {
  private final UserRepository users;

  GetMeFunction(UserRepository users) {
    this.users = users;
  }

  @Get("/api/users/me")
  UserView me(Caller caller) {
    return users
        .find(caller.id())
        .map(UserView::of)
        .orElseThrow(() -> GranaryException.notFound("user"));
  }
}
