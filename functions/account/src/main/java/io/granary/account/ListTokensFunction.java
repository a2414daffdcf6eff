package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.database.PersonalTokenRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's personal access tokens, without their secrets. */
@Controller
@LambdaFunction(name = "list-tokens", access = Access.SIGNED_IN)
final class ListTokensFunction {
  private final PersonalTokenRepository tokens;

  ListTokensFunction(PersonalTokenRepository tokens) {
    this.tokens = tokens;
  }

  /** A token as its owner sees it. */
  record TokenView(UUID id, String name, Instant createdAt, @Nullable Instant expiresAt) {}

  @Get("/api/tokens")
  Page<TokenView> list(Caller caller) {
    List<TokenView> found =
        tokens.of(caller.id()).stream()
            .map(t -> new TokenView(t.id(), t.name(), t.createdAt(), t.expiresAt()))
            .toList();
    return Page.of(found, null, found.size(), false);
  }
}
