package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.RequestInfo;
import io.granary.database.AuditRepository;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.ShareRepository;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetRole;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Lets somebody look at a dataset or change it. */
@Controller
@LambdaFunction(name = "share-dataset", access = Access.DATASET_OWNER, refuses = Code.UNKNOWN_USER)
final class ShareDatasetFunction {
  private final Jdbi jdbi;
  private final DatasetRepository datasets;
  private final UserRepository users;
  private final ShareRepository shares;
  private final AuditRepository audit;
  private final InstantSource clock;

  ShareDatasetFunction(
      Jdbi jdbi,
      DatasetRepository datasets,
      UserRepository users,
      ShareRepository shares,
      AuditRepository audit,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.datasets = datasets;
    this.users = users;
    this.shares = shares;
    this.audit = audit;
    this.clock = clock;
  }

  /** What they may do. */
  @Introspected
  record Request(
      @NotNull @Pattern(regexp = "viewer|editor", message = "must be viewer or editor")
          String role) {}

  @Put("/api/datasets/{datasetId}/shares/{username}")
  ShareView share(
      Caller caller, DatasetRef ref, String username, RequestInfo request, @Body Request wish) {
    User user =
        users
            .findByUsername(username)
            .orElseThrow(
                () ->
                    new GranaryException(
                        Code.UNKNOWN_USER,
                        "Cannot share: there is no user '%s'.".formatted(username)));
    Dataset dataset =
        datasets
            .find(ref.id(), caller.id())
            .orElseThrow(() -> GranaryException.notFound("dataset"));
    if (dataset.ownerId().equals(user.id())) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot share: '%s' owns the dataset.".formatted(username),
          List.of(new Violation("/username", "must not be the owner")));
    }
    DatasetRole role = DatasetRole.valueOf(wish.role().toUpperCase(Locale.ROOT));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    jdbi.useTransaction(
        handle -> {
          shares.give(handle, ref.id(), user.id(), role, now);
          audit.add(
              handle,
              ref.id(),
              "shared",
              caller.id(),
              request.id(),
              Map.of("username", username, "role", role.toString()));
        });
    return shares.of(ref.id()).stream()
        .filter(share -> share.userId().equals(user.id()))
        .map(ShareView::of)
        .findFirst()
        .orElseThrow(() -> GranaryException.notFound("share"));
  }
}
