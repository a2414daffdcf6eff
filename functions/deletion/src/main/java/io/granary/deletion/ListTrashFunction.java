package io.granary.deletion;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.TimeOrdered;
import io.granary.database.TrashListRepository;
import io.granary.database.TrashListRepository.Trashed;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own datasets in the trash, what was deleted last first. */
@Controller
@LambdaFunction(name = "list-trash", access = Access.SIGNED_IN)
final class ListTrashFunction {
  private final TrashListRepository trash;
  private final Cursors cursors;

  ListTrashFunction(TrashListRepository trash, Cursors cursors) {
    this.trash = trash;
    this.cursors = cursors;
  }

  /**
   * Which page.
   *
   * @param scope {@code all}: everybody's, for admins
   */
  @Introspected
  record Query(
      @Nullable @Pattern(regexp = "all", message = "must be all") String scope,
      @Nullable @Min(1) @Max(200) Integer limit,
      @Nullable String cursor) {}

  /**
   * A dataset in the trash.
   *
   * @param deletedBy whoever put it there
   * @param restoreUntil until when it can be taken out
   * @param purging whether it is being removed for good, or about to be
   * @param backupId the newest backup of it
   */
  record TrashedDataset(
      UUID id,
      String name,
      String kind,
      @Nullable String modality,
      Owner owner,
      long totalSamples,
      long annotationCount,
      long fileSize,
      Instant deletedAt,
      @Nullable UUID deletedBy,
      @Nullable Instant restoreUntil,
      boolean purging,
      @Nullable UUID backupId) {
    /** Whose it is. */
    record Owner(UUID id, String username) {}

    static TrashedDataset of(Trashed row) {
      return new TrashedDataset(
          row.id(),
          row.name(),
          row.kind(),
          row.modality(),
          new Owner(row.ownerId(), row.ownerUsername()),
          row.totalSamples(),
          row.annotationCount(),
          row.fileSize(),
          row.deletedAt(),
          row.deletedBy(),
          row.restoreUntil(),
          row.isLeaving(),
          row.backupId());
    }
  }

  @Get("/api/datasets/trash")
  Page<TrashedDataset> list(Caller caller, @Parameters Query query) {
    UUID owner = caller.isAdmin() && query.scope() != null ? null : caller.id();
    return new TimeOrdered<Trashed>(
            "trash " + owner, row -> new Position(row.deletedAt(), row.id()), false)
        .page(
            cursors,
            query.cursor(),
            query.limit(),
            (last, limit) ->
                trash.list(
                    owner, last == null ? null : last.at(), last == null ? null : last.id(), limit),
            limit -> trash.count(owner, limit),
            TrashedDataset::of);
  }
}
