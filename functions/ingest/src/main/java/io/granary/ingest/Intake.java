package io.granary.ingest;

import io.granary.api.Quotas;
import io.granary.database.AuditRepository;
import io.granary.database.DatasetRepository;
import io.granary.database.DatasetRepository.NewDataset;
import io.granary.database.IngestRepository;
import io.granary.database.IngestSource;
import io.granary.database.JobRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.json.Json;
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
final class Intake {
  private final DatasetRepository datasets;
  private final JobRepository jobs;
  private final IngestRepository ingests;
  private final AuditRepository audit;
  private final Quotas quotas;
  private final Ids ids;
  private final InstantSource clock;

  Intake(
      DatasetRepository datasets,
      JobRepository jobs,
      IngestRepository ingests,
      AuditRepository audit,
      Quotas quotas,
      Ids ids,
      InstantSource clock) {
    this.datasets = datasets;
    this.jobs = jobs;
    this.ingests = ingests;
    this.audit = audit;
    this.quotas = quotas;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is to become a dataset.
   *
   * @param sourceType upload or drop
   * @param modelId a model of the user's
   * @param requestId the request or event that asks for it
   */
  record Wish(
      UUID user,
      String name,
      @Nullable String description,
      @Nullable UUID modelId,
      String sourceType,
      String originalFilename,
      String fileType,
      IngestSource source,
      String requestId) {}

  /** What has begun. */
  record Begun(UUID ingestId, UUID datasetId, UUID jobId) {}

  /**
   * Begins an ingest within the caller's transaction.
   *
   * @throws GranaryException VALIDATION_FAILED for a name that is against the rules,
   *     DATASET_NAME_TAKEN, QUOTA_EXCEEDED, UNKNOWN_USER
   */
  Begun begin(Handle handle, Wish wish) {
    String name = DatasetName.normalized(wish.name());
    DatasetName.problem(name)
        .ifPresent(
            problem -> {
              throw new GranaryException(
                  Code.VALIDATION_FAILED, "Cannot name the dataset so: it " + problem + ".");
            });
    long bytes = wish.source().files().stream().mapToLong(IngestSource.Item::size).sum();
    quotas.checkDataset(handle, wish.user(), bytes);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var begun = new Begun(ids.next(), ids.next(), ids.next());
    datasets.insert(
        handle,
        new NewDataset(
            begun.datasetId(),
            wish.user(),
            name,
            wish.description(),
            wish.sourceType(),
            wish.originalFilename(),
            wish.fileType(),
            wish.modelId(),
            now));
    jobs.insert(handle, begun.jobId(), "ingest", begun.datasetId(), wish.user(), now);
    ingests.insert(
        handle,
        begun.ingestId(),
        begun.datasetId(),
        begun.jobId(),
        wish.user(),
        Json.write(wish.source()),
        now);
    jobs.log(handle, begun.jobId(), "info", "Took " + wish.originalFilename(), now);
    audit.add(
        handle,
        begun.datasetId(),
        "created",
        wish.user(),
        wish.requestId(),
        Map.of("name", name, "source_type", wish.sourceType()));
    return begun;
  }
}
