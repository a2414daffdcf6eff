package io.granary.account;

import io.granary.api.Access;
import io.granary.api.AccessTokens;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;

/** The public keys that our access tokens can be verified with (RFC 7517). */
@Controller
@LambdaFunction(
    name = "get-jwks",
    access = Access.PUBLIC,
    uses = Use.VERIFYING_KEYS,
    answers = @Answer(status = 200, headers = "Cache-Control"))
final class GetJwksFunction {
  private final AccessTokens tokens;

  GetJwksFunction(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Get("/.well-known/jwks.json")
  HttpResponse<Map<String, Object>> keys() {
    return HttpResponse.ok(tokens.publicKeys()).header("Cache-Control", "public, max-age=300");
  }
}
