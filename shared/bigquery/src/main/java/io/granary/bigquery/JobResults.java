package io.granary.bigquery;

import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.Bigquery.Jobs.GetQueryResults;
import com.google.api.services.bigquery.model.GetQueryResultsResponse;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.TableRow;
import io.granary.bigquery.Failure.Fault;
import io.granary.bigquery.Time.Until;
import io.granary.warehouse.Rows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for a job, cancels it when that takes too long, and reads its result page by page. */
final class JobResults {
  private static final long PAGE_ROWS = 10_000;

  private final Calls calls;
  private final BigQueryConfig config;

  JobResults(Calls calls, BigQueryConfig config) {
    this.calls = calls;
    this.config = config;
  }

  /** The first rows of a job's result, at most so many. */
  Rows read(JobReference job, int maxRows, Until until) throws CallFailedException {
    GetQueryResultsResponse page = complete(job, Math.min(maxRows, PAGE_ROWS), until);
    var schema = page.getSchema();
    var values = new Values(Types.among(schema));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    add(page, values, maxRows, rows);
    while (page.getPageToken() != null && rows.size() < maxRows) {
      if (until.isOver()) {
        throw late("the result was not read");
      }
      String token = page.getPageToken();
      long most = Math.min(maxRows - rows.size(), PAGE_ROWS);
      page =
          calls.call(
              client -> request(client, job).setMaxResults(most).setPageToken(token).execute(),
              until);
      add(page, values, maxRows, rows);
    }
    return new Rows(Types.fields(schema), rows, billed(job, until));
  }

  private static void add(
      GetQueryResultsResponse page, Values values, int maxRows, List<List<@Nullable Object>> rows)
      throws CallFailedException {
    if (page.getRows() != null) {
      for (TableRow row : page.getRows()) {
        if (rows.size() < maxRows) {
          rows.add(values.row(row));
        }
      }
    }
  }

  private GetQueryResultsResponse complete(JobReference job, long most, Until until)
      throws CallFailedException {
    while (!until.isOver()) {
      long wait = Math.max(1, Math.min(poll().toMillis(), until.left().toMillis()));
      GetQueryResultsResponse page =
          calls.call(
              client -> request(client, job).setMaxResults(most).setTimeoutMs(wait).execute(),
              until);
      if (Boolean.TRUE.equals(page.getJobComplete())) {
        return page;
      }
      calls.awaitMore();
    }
    cancel(job);
    throw late("the query was not done, and was cancelled,");
  }

  private CallFailedException late(String what) {
    String message = "%s within %d ms".formatted(what, config.patience().toMillis());
    return new CallFailedException(new Failure(Fault.PASSING, "", message, null));
  }

  /** How long BigQuery may think before it says that it is not done: its answer must be in time. */
  private Duration poll() {
    return config.requestTimeout().dividedBy(2);
  }

  private static GetQueryResults request(Bigquery client, JobReference job) throws IOException {
    return client
        .jobs()
        .getQueryResults(job.getProjectId(), job.getJobId())
        .setLocation(job.getLocation())
        .setFormatOptionsUseInt64Timestamp(true);
  }

  /** Asks for the end of a job; one that does not hear it ends by its own time limit. */
  private void cancel(JobReference job) {
    try {
      calls.call(
          client ->
              client
                  .jobs()
                  .cancel(job.getProjectId(), job.getJobId())
                  .setLocation(job.getLocation())
                  .execute(),
          calls.within(config.requestTimeout()));
    } catch (CallFailedException _) {
      // The caller is told that the query took too long, which is why.
    }
  }

  /** What the job is billed; nothing when its result was at hand. */
  private long billed(JobReference job, Until until) throws CallFailedException {
    var statistics = state(job, "statistics(query(totalBytesBilled))", until).getStatistics();
    return statistics == null
            || statistics.getQuery() == null
            || statistics.getQuery().getTotalBytesBilled() == null
        ? 0
        : statistics.getQuery().getTotalBytesBilled();
  }

  /** Whether the job itself has failed, so that asking for its result again does not help. */
  boolean hasFailed(JobReference job, Until until) throws CallFailedException {
    var status = state(job, "status", until).getStatus();
    return status != null && "DONE".equals(status.getState()) && status.getErrorResult() != null;
  }

  private Job state(JobReference job, String fields, Until until) throws CallFailedException {
    return calls.call(
        client ->
            client
                .jobs()
                .get(job.getProjectId(), job.getJobId())
                .setLocation(job.getLocation())
                .setFields(fields)
                .execute(),
        until);
  }
}
