package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.database.InvitationRepository;
import io.granary.database.InvitationRepository.Invitation;
import io.granary.domain.Ids;
import io.granary.domain.Secrets;
import io.granary.domain.Sha256;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invites somebody to make an account, where not everybody may; its secret is shown this once. */
@Controller
@LambdaFunction(name = "create-invitation", access = Access.ADMIN, answersSecret = true)
final class CreateInvitationFunction {
  private static final int USUAL_DAYS = 7;

  private final InvitationRepository invitations;
  private final Ids ids;
  private final InstantSource clock;

  CreateInvitationFunction(InvitationRepository invitations, Ids ids, InstantSource clock) {
    this.invitations = invitations;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Who is invited.
   *
   * @param email the only address that can be registered with it; absent: any
   * @param expiresInDays absent: seven days
   */
  @Introspected
  record Request(
      @Nullable @Email @Size(max = 100) String email,
      @Nullable @Min(1) @Max(90) Integer expiresInDays) {}

  /**
   * An invitation.
   *
   * @param invitation what to send to register; shown once
   */
  record Created(
      UUID id, String invitation, @Nullable String email, Instant createdAt, Instant expiresAt) {}

  @Post("/api/invitations")
  Created create(Caller caller, @Body Request request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int days = request.expiresInDays() == null ? USUAL_DAYS : request.expiresInDays();
    var invitation =
        new Invitation(
            ids.next(), request.email(), caller.id(), now, now.plus(Duration.ofDays(days)));
    String secret = Secrets.make();
    invitations.insert(invitation, Sha256.hex(secret));
    return new Created(invitation.id(), secret, invitation.email(), now, invitation.expiresAt());
  }
}
