package io.granary.bigquery;

import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfiguration;
import com.google.api.services.bigquery.model.JobConfigurationQuery;
import com.google.api.services.bigquery.model.JobReference;
import io.granary.bigquery.Failure.Fault;
import io.granary.bigquery.Time.Until;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries as jobs, whose ids are made of those of the queries: a query that is told again
 * finds the job that runs or has run, and is billed once. A job that ended for a reason that has
 * passed (BigQuery broke it, somebody stopped it before, its result has expired) stays as it is,
 * and the query runs in another one, whose id has a number.
 */
final class QueryJobs {
  private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  /** As in {@code Already Exists: Job project:EU.granary_list_…}. */
  private static final Pattern JOB_LOCATION =
      Pattern.compile("Job \\S+:([A-Za-z0-9-]{1,50})\\.granary_");

  private final Calls calls;
  private final BigQueryConfig config;
  private final Place place;
  private final JobResults results;

  QueryJobs(Calls calls, BigQueryConfig config, Place place) {
    this.calls = calls;
    this.config = config;
    this.place = place;
    this.results = new JobResults(calls, config);
  }

  /**
   * A job that is there.
   *
   * @param found whether it was there before
   */
  private record Begun(JobReference job, boolean found) {}

  Rows run(Query query) throws CallFailedException {
    if (!PURPOSE.matcher(query.purpose()).matches()) {
      throw new IllegalArgumentException("Cannot label a job: purpose " + query.purpose());
    }
    Until until = calls.patience();
    for (int number = 1; ; number++) {
      Begun begun = begin(query, number, until);
      try {
        return results.read(begun.job(), query.maxRows(), until);
      } catch (CallFailedException e) {
        if (!helpsAgain(begun, e, until) || !calls.pause(number, e.failure(), until)) {
          throw e;
        }
      }
    }
  }

  private boolean helpsAgain(Begun begun, CallFailedException e, Until until)
      throws CallFailedException {
    return switch (e.fault()) {
      case PASSING -> !until.isOver() && results.hasFailed(begun.job(), until);
      case ENDED, ABSENT -> begun.found() && !until.isOver();
      default -> false;
    };
  }

  private Begun begin(Query query, int number, Until until) throws CallFailedException {
    Job job = job(query, number);
    try {
      Job made =
          calls.call(client -> client.jobs().insert(place.jobProject(), job).execute(), until);
      JobReference told = made.getJobReference();
      return new Begun(told == null ? job.getJobReference() : told, false);
    } catch (CallFailedException e) {
      if (e.fault() != Fault.DUPLICATE) {
        throw e;
      }
      JobReference known = job.getJobReference();
      if (known.getLocation() == null) {
        known.setLocation(location(e.failure().message(), until));
      }
      return new Begun(known, true);
    }
  }

  /**
   * Where a job is that BigQuery chose the location of: it says so, or it is that of the tables.
   */
  private @Nullable String location(String message, Until until) throws CallFailedException {
    Matcher told = JOB_LOCATION.matcher(message);
    if (told.find()) {
      return told.group(1);
    }
    return calls
        .call(
            client ->
                client
                    .datasets()
                    .get(place.project(), place.dataset())
                    .setFields("location")
                    .execute(),
            until)
        .getLocation();
  }

  private Job job(Query query, int number) {
    String id = "granary_" + query.purpose() + "_" + query.id();
    // The limit of its time is for jobs whose callers have died: others cancel them before.
    return new Job()
        .setJobReference(
            new JobReference()
                .setProjectId(place.jobProject())
                .setJobId(number == 1 ? id : id + "_" + number)
                .setLocation(place.location()))
        .setConfiguration(
            new JobConfiguration()
                .setLabels(Map.of("app", "granary", "purpose", query.purpose()))
                .setJobTimeoutMs(config.patience().plus(config.requestTimeout()).toMillis())
                .setQuery(statement(query.sql()).setMaximumBytesBilled(query.maxBytes())));
  }

  /** A query in the SQL of today, without a dataset that names would be looked up in. */
  static JobConfigurationQuery statement(String sql) {
    return new JobConfigurationQuery().setQuery(sql).setUseLegacySql(false);
  }
}
