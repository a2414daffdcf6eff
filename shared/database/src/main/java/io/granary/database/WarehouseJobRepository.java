package io.granary.database;

import io.granary.database.Databases.JsonText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The beginnings of jobs that ask a warehouse. What they ask stands in their metadata; of two that
 * ask the same for the same user only one is under way.
 */
@Singleton
public final class WarehouseJobRepository {
  /** How far back a job is looked for that is still under way. */
  private static final Duration OPEN_FOR = Duration.ofDays(1);

  /** A message is taken sooner, or its sender has died before it was sent. */
  private static final Duration UNBEGUN_FOR = Duration.ofMinutes(1);

  /** Five tries of a quarter of an hour each, and the pauses between them, are over sooner. */
  private static final Duration TRIED_FOR = Duration.ofMinutes(90);

  private final Jdbi jdbi;
  private final JobRepository jobs;

  public WarehouseJobRepository(Jdbi jdbi, JobRepository jobs) {
    this.jdbi = jdbi;
    this.jobs = jobs;
  }

  /**
   * What is wanted.
   *
   * @param id of the job, should a new one be needed
   * @param user who asks
   * @param dataset that the job is of; null for none
   * @param parametersJson what is asked, an object
   */
  public record Wanted(
      UUID id,
      String kind,
      UUID user,
      @Nullable UUID dataset,
      String parametersJson,
      Instant now) {}

  /**
   * A job that does what is wanted.
   *
   * @param needsMessage whether nobody seems to have a message to do it: it is new, or nobody has
   *     begun it for a minute, or it has run for longer than all tries of a message take
   */
  public record Begun(UUID id, boolean needsMessage) {}

  /**
   * Begins a job, unless one that asks the same is under way.
   *
   * @throws io.granary.domain.GranaryException UNKNOWN_USER when the user is gone
   */
  public Begun begin(Wanted wanted) {
    return jdbi.inTransaction(
        handle ->
            underWay(handle, wanted)
                .orElseGet(() -> new Begun(insert(handle, wanted), /* needsMessage= */ true)));
  }

  /**
   * The last job about a dataset that has found out the same, whoever asked.
   *
   * @param since when it must have ended
   */
  public Optional<Job> done(Wanted wanted, Instant since) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select id from jobs
                        where dataset_id = :dataset::uuid and kind = :kind
                          and status = 'completed' and completed_at > :since
                          and metadata - 'retry_of' = :parameters
                        order by created_at desc, id desc
                        limit 1
                        """)
                    .bind("dataset", wanted.dataset())
                    .bind("kind", wanted.kind())
                    .bind("since", since.atOffset(ZoneOffset.UTC))
                    .bind("parameters", new JsonText(wanted.parametersJson()))
                    .mapTo(UUID.class)
                    .findOne())
        .flatMap(jobs::find);
  }

  /**
   * Begins a job that asks again what an earlier one has asked, unless one is under way. The new
   * one names the earlier in its metadata.
   *
   * @param earlier a job of this repository
   * @throws io.granary.domain.GranaryException UNKNOWN_USER when the user is gone;
   *     JOB_NOT_RETRIABLE when somebody is getting rid of the dataset
   */
  public UUID retry(Job earlier, UUID id, UUID user, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          if (earlier.datasetId() != null
              && !TrashRepository.holdStaying(handle, earlier.datasetId())) {
            throw JobRetryRepository.leaving();
          }
          String asked =
              handle
                  .createQuery("select metadata - 'retry_of' from jobs where id = :id")
                  .bind("id", earlier.id())
                  .mapTo(String.class)
                  .one();
          var wanted = new Wanted(id, earlier.kind(), user, earlier.datasetId(), asked, now);
          Optional<UUID> other = underWay(handle, wanted).map(Begun::id);
          if (other.isEmpty()) {
            insert(handle, wanted);
            nameEarlier(handle, id, earlier.id());
            jobs.log(handle, id, "info", "Retries the job " + earlier.id(), now);
          }
          return other.orElse(id);
        });
  }

  private static void nameEarlier(Handle handle, UUID id, UUID earlier) {
    handle
        .createUpdate(
            """
            update jobs set metadata = metadata || jsonb_build_object('retry_of', :earlier::text)
            where id = :id
            """)
        .bind("id", id)
        .bind("earlier", earlier.toString())
        .execute();
  }

  /** Holds the user, so that of two who ask at once the second sees the job of the first. */
  private static Optional<Begun> underWay(Handle handle, Wanted wanted) {
    UserRepository.hold(handle, wanted.user());
    return handle
        .createQuery(
            """
            select id,
              case status when 'pending' then created_at < :pendingSince
                else coalesce(started_at < :runningSince, false) end as needs_message
            from jobs
            where created_by = :user and created_at > :since and kind = :kind
              and dataset_id is not distinct from :dataset::uuid
              and status in ('pending', 'running') and metadata - 'retry_of' = :parameters
            order by created_at desc, id desc
            limit 1
            """)
        .bind("user", wanted.user())
        .bind("since", wanted.now().minus(OPEN_FOR).atOffset(ZoneOffset.UTC))
        .bind("pendingSince", wanted.now().minus(UNBEGUN_FOR).atOffset(ZoneOffset.UTC))
        .bind("runningSince", wanted.now().minus(TRIED_FOR).atOffset(ZoneOffset.UTC))
        .bind("kind", wanted.kind())
        .bind("dataset", wanted.dataset())
        .bind("parameters", new JsonText(wanted.parametersJson()))
        .map(Databases.mapper(Begun.class))
        .findOne();
  }

  private static UUID insert(Handle handle, Wanted wanted) {
    handle
        .createUpdate(
            """
            insert into jobs (id, kind, status, dataset_id, created_by, created_at, metadata)
            values (:id, :kind, 'pending', :dataset::uuid, :user, :now, :parameters)
            """)
        .bindMethods(wanted)
        .bind("parameters", new JsonText(wanted.parametersJson()))
        .execute();
    return wanted.id();
  }
}
