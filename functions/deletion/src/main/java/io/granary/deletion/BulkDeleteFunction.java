package io.granary.deletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.RequestInfo;
import io.granary.database.AccessRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetRole;
import io.granary.domain.GranaryException;
import io.granary.storage.DeletionMessage;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes several datasets, each for itself as delete-dataset does: what is wrong with one does not
 * keep the others.
 */
@Controller
@LambdaFunction(name = "bulk-delete", access = Access.SIGNED_IN, sends = DeletionMessage.QUEUE)
final class BulkDeleteFunction {
  private final AccessRepository access;
  private final Deletions deletions;

  BulkDeleteFunction(AccessRepository access, Deletions deletions) {
    this.access = access;
    this.deletions = deletions;
  }

  /**
   * Which datasets.
   *
   * @param createBackup of each; without it being said, they are made
   * @param forceDelete whether blockers are passed over; for admins
   * @param permanent whether those in the trash go for good
   */
  @Introspected
  record BulkWish(
      @NotNull @Size(min = 1, max = 100) List<@Valid @NotNull Named> datasets,
      @Nullable Boolean createBackup,
      @Nullable Boolean forceDelete,
      @Nullable Boolean permanent) {}

  /** One of them, with its name as it is. */
  @Introspected
  record Named(@NotNull UUID datasetId, @NotNull @Size(max = 200) String confirmDatasetName) {}

  /** What became of each, in the order of the request. */
  record BulkDeletion(List<Item> items) {}

  /**
   * What became of one.
   *
   * @param outcome deleted, accepted (a job does it) or failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(UUID datasetId, String outcome, @Nullable UUID jobId, @Nullable Failure error) {}

  /** Why it was not deleted. */
  record Failure(Code code, String detail) {}

  @Post("/api/datasets/bulk-delete")
  BulkDeletion delete(Caller caller, @Body BulkWish wish, RequestInfo request) {
    return new BulkDeletion(
        wish.datasets().stream().map(named -> delete(caller, wish, named, request)).toList());
  }

  private Item delete(Caller caller, BulkWish wish, Named named, RequestInfo request) {
    UUID dataset = named.datasetId();
    try {
      check(caller, dataset);
      var each =
          new DeletionWish(
              named.confirmDatasetName(),
              wish.createBackup(),
              wish.forceDelete(),
              wish.permanent());
      return switch (deletions.delete(caller, dataset, each, request.id())) {
        case Deletions.Done _ -> new Item(dataset, "deleted", null, null);
        case Deletions.Accepted(UUID job, _) -> new Item(dataset, "accepted", job, null);
      };
    } catch (GranaryException refusal) {
      return new Item(
          dataset,
          "failed",
          null,
          new Failure(refusal.code(), String.valueOf(refusal.getMessage())));
    }
  }

  /** As the edge does for one that a path names. */
  private void check(Caller caller, UUID dataset) {
    DatasetRole role =
        access
            .toKeptDataset(dataset, caller.id())
            .map(grant -> caller.isAdmin() ? DatasetRole.OWNER : grant.role())
            .orElse(null);
    if (role == null) {
      throw GranaryException.notFound("dataset");
    }
    if (role != DatasetRole.OWNER) {
      throw new GranaryException(
          Code.FORBIDDEN, "Cannot do this as %s: it takes %s.".formatted(role, DatasetRole.OWNER));
    }
  }
}
