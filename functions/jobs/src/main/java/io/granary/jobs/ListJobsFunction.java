package io.granary.jobs;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.TimeOrdered;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.JobRepository.Filter;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's jobs, newest first; an admin may ask for everybody's. */
@Controller
@LambdaFunction(name = "list-jobs", access = Access.SIGNED_IN)
final class ListJobsFunction {
  private final JobRepository jobs;
  private final Cursors cursors;

  ListJobsFunction(JobRepository jobs, Cursors cursors) {
    this.jobs = jobs;
    this.cursors = cursors;
  }

  /** What to list. */
  @Introspected
  record Query(
      @Nullable @Pattern(regexp = "[a-z]{1,20}") String kind,
      @Nullable
          @Pattern(
              regexp = "pending|running|completed|failed|cancelled",
              message = "must be one of pending, running, completed, failed, cancelled")
          String status,
      @Nullable UUID datasetId,
      @Nullable @Pattern(regexp = "all", message = "must be all") String scope,
      @Nullable @Min(1) @Max(200) Integer limit,
      @Nullable String cursor) {}

  @Get("/api/jobs")
  Page<JobView> list(Caller caller, @Parameters Query query) {
    boolean everybody = caller.isAdmin() && query.scope() != null;
    var filter =
        new Filter(everybody ? null : caller.id(), query.kind(), query.status(), query.datasetId());
    boolean isFiltered =
        query.kind() != null || query.status() != null || query.datasetId() != null;
    return new TimeOrdered<Job>(
            "jobs " + caller.id() + " " + filter,
            job -> new Position(job.createdAt(), job.id()),
            isFiltered)
        .page(
            cursors,
            query.cursor(),
            query.limit(),
            (last, limit) ->
                jobs.list(
                    filter,
                    last == null ? null : last.at(),
                    last == null ? null : last.id(),
                    limit),
            limit -> jobs.count(filter, limit),
            job -> JobView.of(job, null));
  }
}
