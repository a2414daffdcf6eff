package io.granary.ingest;

import io.granary.api.Quotas;
import io.granary.database.AddedRepository;
import io.granary.database.AuditRepository;
import io.granary.database.DatasetRepository;
import io.granary.database.Ingest.Mode;
import io.granary.database.IngestBeginRepository;
import io.granary.database.IngestBeginRepository.Held;
import io.granary.database.IngestBeginRepository.NewIngest;
import io.granary.database.IngestItem;
import io.granary.database.IngestItemRepository;
import io.granary.database.JobRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Begins ingests: the dataset, its job and the ingest appear together or not at all. */
@Singleton
public final class Intake {
  private final DatasetRepository datasets;
  private final JobRepository jobs;
  private final IngestBeginRepository begins;
  private final IngestItemRepository items;
  private final AddedRepository added;
  private final AuditRepository audit;
  private final Quotas quotas;
  private final Ids ids;
  private final InstantSource clock;

  Intake(
      DatasetRepository datasets,
      JobRepository jobs,
      IngestBeginRepository begins,
      IngestItemRepository items,
      AddedRepository added,
      AuditRepository audit,
      Quotas quotas,
      Ids ids,
      InstantSource clock) {
    this.datasets = datasets;
    this.jobs = jobs;
    this.begins = begins;
    this.items = items;
    this.added = added;
    this.audit = audit;
    this.quotas = quotas;
    this.ids = ids;
    this.clock = clock;
  }

  /** Which dataset the samples are for. */
  public sealed interface Target {}

  /**
   * One that is to be made.
   *
   * @param modelId a model of the user's
   */
  public record NewDataset(String name, @Nullable String description, @Nullable UUID modelId)
      implements Target {}

  /** A reserved one, one whose ingest has failed, or a ready one, which is then added to. */
  public record Existing(UUID datasetId) implements Target {}

  /**
   * A dataset whose samples are still on their way.
   *
   * @param sourceType upload or drop
   * @param requestId the request or event that asks for it
   */
  public record Reservation(UUID user, NewDataset dataset, String sourceType, String requestId) {}

  /**
   * What is to become of some objects.
   *
   * @param modality what the samples are to be taken for; null leaves it to detection
   * @param annotationFormat what the annotations are to be read as; null leaves it to detection
   * @param dryRun whether it is only to be told what would come of it
   * @param requestId the request or event that asks for it
   */
  public record Wish(
      UUID user,
      Target target,
      String sourceType,
      String originalFilename,
      String fileType,
      @Nullable String modality,
      @Nullable String annotationFormat,
      boolean dryRun,
      String requestId) {}

  /**
   * What has begun.
   *
   * @param datasetId null for a dry run that is to make none
   */
  public record Begun(UUID ingestId, @Nullable UUID datasetId, UUID jobId) {}

  private record Place(UUID dataset, UUID owner, Mode mode, @Nullable String modality) {}

  /**
   * Makes an empty dataset in status uploading, within the caller's transaction.
   *
   * @throws GranaryException VALIDATION_FAILED for a name that is against the rules,
   *     DATASET_NAME_TAKEN, QUOTA_EXCEEDED, UNKNOWN_USER
   */
  public UUID reserve(Handle handle, Reservation wish) {
    Instant now = now();
    UUID dataset =
        make(handle, wish.user(), wish.dataset(), wish.sourceType(), wish.requestId(), now);
    datasets.advance(handle, dataset, "processing", "uploading", now);
    return dataset;
  }

  /**
   * Begins an ingest within the caller's transaction.
   *
   * @param given what it reads; taken once, in their order
   * @throws GranaryException VALIDATION_FAILED for a name that is against the rules,
   *     DATASET_NAME_TAKEN, DATASET_BUSY, NOT_FOUND when the dataset is gone, DATASET_NOT_READY for
   *     a dry run on one that is not, QUOTA_EXCEEDED, UNKNOWN_USER
   */
  public Begun begin(Handle handle, Wish wish, Iterable<IngestItem> given) {
    Instant now = now();
    UUID ingest = ids.next();
    UUID job = ids.next();
    // First, because a folder takes long to list and others wait for the rows held after it.
    long bytes = items.insert(handle, ingest, given);
    Place place = place(handle, wish, now);
    boolean isNowhere = wish.dryRun() && wish.target() instanceof NewDataset;
    @Nullable UUID dataset = isNowhere ? null : place.dataset();
    jobs.insert(handle, job, "ingest", dataset, wish.user(), now);
    begins.insert(
        handle,
        new NewIngest(
            ingest,
            place.dataset(),
            job,
            place.owner(),
            place.mode(),
            wish.dryRun(),
            place.mode() == Mode.ADD
                ? begins.wantedModality(handle, place.dataset()).orElse(null)
                : wish.modality(),
            wish.annotationFormat() == null && place.mode() == Mode.ADD
                ? begins.wantedFormat(handle, place.dataset()).orElse(null)
                : wish.annotationFormat(),
            place.modality()),
        now);
    quotas.checkBytes(handle, place.owner(), bytes);
    jobs.log(handle, job, "info", "Took " + wish.originalFilename(), now);
    return new Begun(ingest, dataset, job);
  }

  private Place place(Handle handle, Wish wish, Instant now) {
    return switch (wish.target()) {
      case NewDataset wanted when wish.dryRun() -> {
        String name = checkedName(wanted.name());
        if (datasets
            .namesLike(wish.user(), name)
            .contains(name.toLowerCase(java.util.Locale.ROOT))) {
          throw new GranaryException(
              Code.DATASET_NAME_TAKEN,
              "Cannot name the dataset so: the owner already has one named '%s'.".formatted(name));
        }
        yield new Place(ids.next(), wish.user(), Mode.CREATE, null);
      }
      case NewDataset wanted -> {
        UUID dataset = make(handle, wish.user(), wanted, wish.sourceType(), wish.requestId(), now);
        begins.fill(handle, dataset, wish.originalFilename(), wish.fileType(), now);
        yield new Place(dataset, wish.user(), Mode.CREATE, null);
      }
      case Existing(UUID dataset) -> existing(handle, dataset, wish, now);
    };
  }

  private Place existing(Handle handle, UUID dataset, Wish wish, Instant now) {
    Held held =
        begins.hold(handle, dataset).orElseThrow(() -> GranaryException.notFound("dataset"));
    return switch (held.isLeaving() ? "leaving" : held.status()) {
      case "ready", "active" -> {
        if (!wish.dryRun()) {
          added.clearFailed(handle, dataset);
        }
        yield new Place(dataset, held.ownerId(), Mode.ADD, held.modality());
      }
      case "uploading", "error" -> {
        if (wish.dryRun()) {
          throw new GranaryException(
              Code.DATASET_NOT_READY, "Cannot add to the dataset: it is not ready.");
        }
        begins.clear(handle, dataset);
        begins.fill(handle, dataset, wish.originalFilename(), wish.fileType(), now);
        yield new Place(dataset, held.ownerId(), Mode.CREATE, null);
      }
      default ->
          throw new GranaryException(
              Code.DATASET_BUSY, "Cannot add to the dataset: it is being made or deleted.");
    };
  }

  private UUID make(
      Handle handle,
      UUID user,
      NewDataset wanted,
      String sourceType,
      String requestId,
      Instant now) {
    String name = checkedName(wanted.name());
    quotas.checkDataset(handle, user);
    UUID dataset = ids.next();
    datasets.insert(
        handle,
        new DatasetRepository.NewDataset(
            dataset, user, name, wanted.description(), sourceType, wanted.modelId(), now));
    audit.add(
        handle,
        dataset,
        "created",
        user,
        requestId,
        Map.of("name", name, "source_type", sourceType));
    return dataset;
  }

  private static String checkedName(String wanted) {
    String name = DatasetName.normalized(wanted);
    DatasetName.problem(name)
        .ifPresent(
            problem -> {
              throw new GranaryException(
                  Code.VALIDATION_FAILED, "Cannot name the dataset so: it " + problem + ".");
            });
    return name;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
