package io.granary.deletion;

import io.granary.api.Caller;
import io.granary.database.Deletion.Kind;
import io.granary.database.DeletionRepository;
import io.granary.database.DeletionRepository.NewDeletion;
import io.granary.database.JobRepository;
import io.granary.database.TrashRepository;
import io.granary.database.TrashRepository.Kept;
import io.granary.database.dependants.Dependant.Finding;
import io.granary.database.dependants.Dependants;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.domain.Ids;
import io.granary.storage.DeletionMessage;
import io.granary.storage.Queues;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Begins deletions: small ones without a backup end at once, others are jobs. */
@Singleton
final class Deletions {
  private final Jdbi jdbi;
  private final TrashRepository trash;
  private final DeletionRepository deletions;
  private final JobRepository jobs;
  private final Dependants dependants;
  private final Hiding hiding;
  private final Queues queues;
  private final DeletionConfig config;
  private final Ids ids;
  private final InstantSource clock;

  Deletions(
      Jdbi jdbi,
      TrashRepository trash,
      DeletionRepository deletions,
      JobRepository jobs,
      Dependants dependants,
      Hiding hiding,
      Queues queues,
      DeletionConfig config,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.trash = trash;
    this.deletions = deletions;
    this.jobs = jobs;
    this.dependants = dependants;
    this.hiding = hiding;
    this.queues = queues;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** What has come of a wish. */
  sealed interface Outcome {}

  /** It is done. */
  record Done(DeletedDataset deleted) implements Outcome {}

  /**
   * A job does it; its result is what {@link Done} would have had.
   *
   * @param isShort whether it is worth waiting for
   */
  record Accepted(UUID job, boolean isShort) implements Outcome {}

  /**
   * Deletes a dataset that the caller owns, or may as an admin.
   *
   * @throws GranaryException NOT_FOUND, FORBIDDEN for the force of somebody who is no admin,
   *     CONFIRMATION_MISMATCH, NOT_IN_TRASH, DELETION_BLOCKED
   */
  Outcome delete(Caller caller, UUID dataset, DeletionWish wish, String requestId) {
    if (wish.isForced() && !caller.isAdmin()) {
      throw new GranaryException(
          Code.FORBIDDEN, "Cannot force a deletion: it takes the role admin.");
    }
    Outcome outcome =
        jdbi.inTransaction(handle -> delete(handle, caller, dataset, wish, requestId));
    if (outcome instanceof Accepted(UUID job, _)) {
      // Also for one that was there: whoever began it may have died before this.
      queues.send(DeletionMessage.QUEUE, List.of(new DeletionMessage(job)));
    }
    return outcome;
  }

  private Outcome delete(
      Handle handle, Caller caller, UUID id, DeletionWish wish, String requestId) {
    Kept dataset = trash.hold(handle, id).orElseThrow(() -> GranaryException.notFound("dataset"));
    if (dataset.isInTrash() && !wish.isPermanent()) {
      throw GranaryException.notFound("dataset");
    }
    if (!wish.confirmDatasetName().equals(dataset.name())) {
      throw new GranaryException(
          Code.CONFIRMATION_MISMATCH,
          "Cannot delete the dataset: its name is not the one that was typed.",
          List.of(new Violation("/confirm_dataset_name", "must be the name of the dataset")));
    }
    if (wish.isPermanent() && !dataset.isInTrash() && !wish.isForced()) {
      throw new GranaryException(
          Code.NOT_IN_TRASH,
          "Cannot delete the dataset for good: it is not in the trash. Delete it first.");
    }
    Kind kind = wish.isPermanent() ? Kind.PURGE : Kind.DELETE;
    boolean isShort = !wish.wantsBackup() && dataset.objects() <= config.atOnce();
    if (dataset.deletionJobId() != null) {
      return new Accepted(underWay(handle, dataset.deletionJobId(), kind), isShort);
    }
    Instant now = now();
    if (kind == Kind.DELETE) {
      if (!wish.isForced()) {
        refuseBlocked(dependants.blockers(handle, id));
      }
      if (isShort && !dependants.find(handle, id).containsKey("running_jobs")) {
        return new Done(hiding.hide(handle, dataset, caller.id(), requestId, null, now));
      }
    }
    return new Accepted(
        begin(handle, kind, dataset, wish.wantsBackup(), caller.id(), requestId, now), isShort);
  }

  /** Who wants what is being done already has the job that does it. */
  private UUID underWay(Handle handle, UUID job, Kind wanted) {
    if (deletions.find(handle, job).filter(found -> found.kind() == wanted).isEmpty()) {
      throw new GranaryException(
          Code.DATASET_BUSY,
          wanted == Kind.PURGE
              ? "Cannot delete the dataset for good: it is being put into the trash."
              : "Cannot put the dataset into the trash: it is being deleted for good.");
    }
    return job;
  }

  /** Begins to remove a dataset whose time in the trash is over. */
  void purge(UUID id) {
    @Nullable UUID begun =
        jdbi.inTransaction(
            handle -> {
              Kept dataset = trash.hold(handle, id).orElse(null);
              Instant now = now();
              if (dataset == null
                  || dataset.restoreUntil() == null
                  || dataset.restoreUntil().isAfter(now)
                  || dataset.deletionJobId() != null) {
                return null;
              }
              UUID by = dataset.deletedBy() == null ? dataset.ownerId() : dataset.deletedBy();
              return begin(handle, Kind.PURGE, dataset, false, by, null, now);
            });
    if (begun != null) {
      queues.send(DeletionMessage.QUEUE, List.of(new DeletionMessage(begun)));
    }
  }

  private UUID begin(
      Handle handle,
      Kind kind,
      Kept dataset,
      boolean withBackup,
      UUID by,
      @Nullable String requestId,
      Instant now) {
    UUID job = ids.next();
    jobs.insert(handle, job, kind.toString(), dataset.id(), by, now);
    deletions.begin(
        handle,
        new NewDeletion(
            job,
            dataset.id(),
            kind,
            by,
            requestId == null ? job.toString() : requestId,
            dataset.name(),
            withBackup,
            dataset.revision(),
            now));
    return job;
  }

  private static void refuseBlocked(List<Finding> blockers) {
    if (blockers.isEmpty()) {
      return;
    }
    List<Violation> named = new ArrayList<>();
    for (Finding blocker : blockers) {
      named.add(
          new Violation("/blockers/" + named.size(), blocker.code() + ": " + blocker.detail()));
    }
    throw new GranaryException(
        Code.DELETION_BLOCKED,
        "Cannot delete the dataset: %d thing(s) forbid it.".formatted(named.size()),
        named);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
