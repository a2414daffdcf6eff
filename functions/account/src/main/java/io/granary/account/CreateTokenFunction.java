package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.PersonalTokens;
import io.granary.database.PersonalTokenRepository;
import io.granary.database.PersonalTokenRepository.PersonalToken;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a personal access token, whose secret is shown this once. */
@Controller
@LambdaFunction(
    name = "create-token",
    access = Access.SIGNED_IN,
    answersSecret = true,
    answers = @Answer(status = 201))
final class CreateTokenFunction {
  private final PersonalTokenRepository tokens;
  private final Ids ids;
  private final InstantSource clock;

  CreateTokenFunction(PersonalTokenRepository tokens, Ids ids, InstantSource clock) {
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The token wanted.
   *
   * @param expiresInDays absent: it does not expire
   */
  @Introspected
  record Request(
      @NotNull @Size(min = 1, max = 100) String name,
      @Nullable @Min(1) @Max(3650) Integer expiresInDays) {}

  /** A token with its secret. */
  record CreatedToken(
      UUID id, String name, String token, Instant createdAt, @Nullable Instant expiresAt) {}

  @Post("/api/tokens")
  HttpResponse<CreatedToken> create(Caller caller, @Body Request request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant end =
        request.expiresInDays() == null ? null : now.plus(Duration.ofDays(request.expiresInDays()));
    String secret = PersonalTokens.make();
    var token = new PersonalToken(ids.next(), caller.id(), request.name().strip(), now, end);
    if (!tokens.insert(token, PersonalTokens.hash(secret))) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot make a token: you have %d already."
              .formatted(PersonalTokenRepository.MAX_TOKENS));
    }
    return HttpResponse.created(
        new CreatedToken(token.id(), token.name(), secret, token.createdAt(), token.expiresAt()),
        URI.create("/api/tokens"));
  }
}
