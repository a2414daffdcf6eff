package io.granary.jobs;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.JobRepository.Filter;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
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
    String fingerprint = "jobs " + caller.id() + " " + filter;
    Position after = cursors.position(fingerprint, query.cursor());
    int limit = query.limit() == null ? 50 : query.limit();
    List<Job> found =
        jobs.list(
            filter,
            after == null ? null : after.at(),
            after == null ? null : after.id(),
            limit + 1);
    String next = null;
    if (found.size() > limit) {
      found = found.subList(0, limit);
      Job last = found.getLast();
      next = cursors.write(fingerprint, new Position(last.createdAt(), last.id()));
    }
    boolean filtered = query.kind() != null || query.status() != null || query.datasetId() != null;
    long count = jobs.count(filter, filtered ? Page.COUNT_LIMIT + 1 : Long.MAX_VALUE);
    return Page.of(
        found.stream().map(job -> JobView.of(job, null)).toList(), next, count, filtered);
  }
}
