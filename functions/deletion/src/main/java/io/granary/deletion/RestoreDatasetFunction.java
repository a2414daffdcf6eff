package io.granary.deletion;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.DatasetView;
import io.granary.api.FreeName;
import io.granary.api.LambdaFunction;
import io.granary.api.Quotas;
import io.granary.api.RequestInfo;
import io.granary.database.AuditRepository;
import io.granary.database.DatasetRepository;
import io.granary.database.TrashRepository;
import io.granary.database.TrashRepository.Kept;
import io.granary.database.dependants.Dependants;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Takes a dataset out of the trash, with everything that hangs on it. */
@Controller
@LambdaFunction(
    name = "restore-dataset",
    access = Access.KEPT_DATASET_OWNER,
    replaces = "POST /api/v1/datasets/{dataset_id}/restore",
    refuses = {
      Code.NOT_IN_TRASH,
      Code.RETENTION_OVER,
      Code.DATASET_NAME_TAKEN,
      Code.QUOTA_EXCEEDED
    })
final class RestoreDatasetFunction {
  private final Jdbi jdbi;
  private final TrashRepository trash;
  private final DatasetRepository datasets;
  private final Dependants dependants;
  private final AuditRepository audit;
  private final Quotas quotas;
  private final InstantSource clock;

  RestoreDatasetFunction(
      Jdbi jdbi,
      TrashRepository trash,
      DatasetRepository datasets,
      Dependants dependants,
      AuditRepository audit,
      Quotas quotas,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.trash = trash;
    this.datasets = datasets;
    this.dependants = dependants;
    this.audit = audit;
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * How it comes back.
   *
   * @param name what it is called from now on; without it, as it was
   */
  @Introspected
  record Restoration(@Nullable @Size(max = 400) String name) {}

  @Post("/api/datasets/{datasetId}/restore")
  DatasetView restore(Caller caller, DatasetRef ref, @Body Restoration wish, RequestInfo request) {
    jdbi.useTransaction(handle -> restore(handle, caller, ref, wish, request));
    return datasets
        .find(ref.id(), caller.id())
        .map(DatasetView::of)
        .orElseThrow(() -> GranaryException.notFound("dataset"));
  }

  private void restore(
      Handle handle, Caller caller, DatasetRef ref, Restoration wish, RequestInfo request) {
    Kept dataset =
        trash.hold(handle, ref.id()).orElseThrow(() -> GranaryException.notFound("dataset"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String name = wish.name() == null ? dataset.name() : DatasetName.normalized(wish.name());
    DatasetName.problem(name)
        .ifPresent(
            problem -> {
              throw new GranaryException(
                  Code.VALIDATION_FAILED,
                  "Cannot take the request: 1 problem(s) found.",
                  List.of(new Violation("/name", problem)));
            });
    if (!dataset.isInTrash()) {
      throw new GranaryException(
          Code.NOT_IN_TRASH, "Cannot restore the dataset: it is not in the trash.");
    }
    if (dataset.deletionJobId() != null
        || dataset.restoreUntil() != null && !dataset.restoreUntil().isAfter(now)) {
      throw new GranaryException(
          Code.RETENTION_OVER,
          dataset.deletionJobId() == null
              ? "Cannot restore the dataset: it could be until %s."
                  .formatted(dataset.restoreUntil())
              : "Cannot restore the dataset: it is being removed for good.");
    }
    refuseTaken(dataset, name);
    quotas.checkDataset(handle, dataset.ownerId());
    trash.restore(handle, dataset.id(), name, now);
    dependants.restore(handle, dataset.id());
    audit.add(
        handle,
        dataset.id(),
        "restored",
        caller.id(),
        request.id(),
        Map.of("name", name, "deleted_at", String.valueOf(dataset.deletedAt())));
  }

  /** With a name that is free; of two who take the same the database refuses one. */
  private void refuseTaken(Kept dataset, String name) {
    List<String> taken = datasets.namesLike(dataset.ownerId(), name);
    if (!FreeName.isTaken(name, taken)) {
      return;
    }
    Optional<String> free = FreeName.like(name, taken);
    throw new GranaryException(
        Code.DATASET_NAME_TAKEN,
        "Cannot restore the dataset: its owner has one named '%s' by now.".formatted(name),
        List.of(
            new Violation(
                "/name", free.map("is taken; '%s' is free"::formatted).orElse("is taken"))));
  }
}
