package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.database.PersonalTokenRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Status;

/** Ends one of the caller's personal access tokens. */
@Controller
@LambdaFunction(name = "revoke-token", access = Access.SIGNED_IN, refuses = Code.NOT_FOUND)
final class RevokeTokenFunction {
  private final PersonalTokenRepository tokens;

  RevokeTokenFunction(PersonalTokenRepository tokens) {
    this.tokens = tokens;
  }

  @Delete("/api/tokens/{tokenId}")
  @Status(HttpStatus.NO_CONTENT)
  void revoke(Caller caller, String tokenId) {
    boolean wasThere = Ids.parse(tokenId).map(id -> tokens.delete(caller.id(), id)).orElse(false);
    if (!wasThere) {
      throw GranaryException.notFound("token");
    }
  }
}
