package io.granary.jobs;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.ResourceRef;
import io.granary.database.JobRepository;
import io.granary.domain.GranaryException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** One job with its log. */
@Controller
@LambdaFunction(name = "get-job", access = Access.JOB_VIEWER)
final class GetJobFunction {
  private final JobRepository jobs;

  GetJobFunction(JobRepository jobs) {
    this.jobs = jobs;
  }

  @Get("/api/jobs/{jobId}")
  JobView get(ResourceRef job) {
    return jobs.find(job.id())
        .map(found -> JobView.of(found, jobs.log(job.id())))
        .orElseThrow(() -> GranaryException.notFound("job"));
  }
}
