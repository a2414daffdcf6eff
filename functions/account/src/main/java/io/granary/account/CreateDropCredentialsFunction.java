package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.storage.DropCredentials;
import io.granary.storage.DropSessions;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/** Gives the caller credentials for dropping files in S3, for an hour. */
@Controller
@LambdaFunction(
    name = "create-drop-credentials",
    access = Access.SIGNED_IN,
    answersSecret = true,
    uses = LambdaFunction.Use.DROP_ROLE)
final class CreateDropCredentialsFunction {
  private final DropSessions sessions;

  CreateDropCredentialsFunction(DropSessions sessions) {
    this.sessions = sessions;
  }

  @Post("/api/drop-credentials")
  DropCredentials create(Caller caller) {
    return sessions.begin(caller.username());
  }
}
