package io.granary.deletion.backup;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.TimeOrdered;
import io.granary.database.Backup;
import io.granary.database.BackupRepository;
import io.granary.database.BackupRepository.Filter;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The caller's backups, newest first, also those of datasets that are gone; an admin may ask for
 * everybody's.
 */
@Controller
@LambdaFunction(name = "list-backups", access = Access.SIGNED_IN)
final class ListBackupsFunction {
  private final BackupRepository backups;
  private final Cursors cursors;

  ListBackupsFunction(BackupRepository backups, Cursors cursors) {
    this.backups = backups;
    this.cursors = cursors;
  }

  /** What to list. */
  @Introspected
  record Query(
      @Nullable UUID datasetId,
      @Nullable @Pattern(regexp = "all", message = "must be all") String scope,
      @Nullable @Min(1) @Max(200) Integer limit,
      @Nullable String cursor) {}

  @Get("/api/backups")
  Page<BackupView> list(Caller caller, @Parameters Query query) {
    boolean everybody = caller.isAdmin() && query.scope() != null;
    var filter = new Filter(everybody ? null : caller.id(), query.datasetId());
    return new TimeOrdered<Backup>(
            "backups " + caller.id() + " " + filter,
            backup -> new Position(backup.createdAt(), backup.id()),
            query.datasetId() != null)
        .page(
            cursors,
            query.cursor(),
            query.limit(),
            (last, limit) ->
                backups.list(
                    filter,
                    last == null ? null : last.at(),
                    last == null ? null : last.id(),
                    limit),
            limit -> backups.count(filter, limit),
            BackupView::of);
  }
}
