package io.granary.bigquery;

import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfiguration;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.JobStatistics;
import io.granary.warehouse.DryRun;
import io.granary.warehouse.DryRun.SqlError;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks what queries would do, which costs nothing and leaves nothing behind. */
final class DryRuns {
  /** As in {@code Unrecognized name: x at [3:5]}. */
  private static final Pattern POSITION = Pattern.compile("\\s+at \\[(\\d{1,9}):(\\d{1,9})]");

  private static final long MIB = 1L << 20;
  private static final long LEAST_OF_A_TABLE = 10 * MIB;

  private final Calls calls;
  private final Place place;
  private final Refusals refusals;

  DryRuns(Calls calls, Place place, Refusals refusals) {
    this.calls = calls;
    this.place = place;
    this.refusals = refusals;
  }

  DryRun run(String sql) throws CallFailedException {
    Job job =
        new Job()
            .setJobReference(
                new JobReference().setProjectId(place.jobProject()).setLocation(place.location()))
            .setConfiguration(
                new JobConfiguration()
                    .setDryRun(true)
                    .setLabels(Map.of("app", "granary", "purpose", "dry-run"))
                    .setQuery(QueryJobs.statement(sql)));
    try {
      return result(
          calls.call(
              client -> client.jobs().insert(place.jobProject(), job).execute(), calls.patience()));
    } catch (CallFailedException e) {
      if (isOfTheQuery(e.failure())) {
        return new DryRun(List.of(error(e.failure().message())), 0, List.of());
      }
      throw e;
    }
  }

  /** Whether the query is wrong. Without the dataset every query over it would be. */
  private boolean isOfTheQuery(Failure failure) {
    return switch (failure.fault()) {
      case INVALID -> !refusals.isAboutLocation(failure);
      case ABSENT -> !failure.isOfTheDataset();
      default -> false;
    };
  }

  private static DryRun result(Job job) throws CallFailedException {
    JobStatistics statistics = job.getStatistics();
    if (statistics == null) {
      throw new CallFailedException(Failure.UNREADABLE);
    }
    var query = statistics.getQuery();
    Long bytes = statistics.getTotalBytesProcessed();
    int tables =
        query == null || query.getReferencedTables() == null
            ? 1
            : query.getReferencedTables().size();
    return new DryRun(
        List.of(),
        bytes == null ? 0 : billed(bytes, tables),
        Types.fields(query == null ? null : query.getSchema()));
  }

  /**
   * The most that a query can be billed: whole MiB, and 10 of them at least for each table. All
   * tables but one may be smaller than that; how the bytes lie among them is not told.
   */
  private static long billed(long bytes, int tables) {
    if (bytes <= 0) {
      return 0;
    }
    long whole = Math.ceilDiv(bytes, MIB) * MIB;
    return Math.max(whole, LEAST_OF_A_TABLE) + Math.max(0, tables - 1) * LEAST_OF_A_TABLE;
  }

  static SqlError error(String message) {
    int line = 0;
    int column = 0;
    int start = message.length();
    int end = start;
    Matcher position = POSITION.matcher(message);
    while (position.find()) {
      line = Integer.parseInt(position.group(1));
      column = Integer.parseInt(position.group(2));
      start = position.start();
      end = position.end();
    }
    return new SqlError(line, column, message.substring(0, start) + message.substring(end));
  }
}
