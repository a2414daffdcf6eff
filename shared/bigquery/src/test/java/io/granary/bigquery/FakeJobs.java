package io.granary.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.bigquery.FakeBigQuery.Asked;
import io.granary.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a {@link FakeBigQuery}. What is told here holds for jobs that are made afterwards.
 */
final class FakeJobs {
  private static final Pattern INSERT = Pattern.compile("POST /projects/([^/]+)/jobs");
  private static final Pattern GET = Pattern.compile("GET /projects/([^/]+)/jobs/([^/]+)");
  private static final Pattern CANCEL =
      Pattern.compile("POST /projects/([^/]+)/jobs/([^/]+)/cancel");
  private static final Pattern RESULTS = Pattern.compile("GET /projects/([^/]+)/queries/([^/]+)");

  private final Map<String, Made> made = new LinkedHashMap<>();
  private Outcome outcome = new Outcome(List.of(), List.of(), 0, null);
  private int pending;
  private int pageRows = Integer.MAX_VALUE;
  private String location = "EU";

  /**
   * What a job gives.
   *
   * @param fields of its schema, as JSON
   * @param rows as JSON
   * @param error what it has ended with
   */
  private record Outcome(
      List<String> fields, List<String> rows, long billed, @Nullable Answer error) {}

  private static final class Made {
    private final Outcome outcome;
    private final String location;
    private int pending;

    Made(Outcome outcome, String location, int pending) {
      this.outcome = outcome;
      this.location = location;
      this.pending = pending;
    }
  }

  void give(long billed, List<String> fields, String... rows) {
    outcome = new Outcome(fields, List.of(rows), billed, null);
  }

  void fail(int status, String reason, String message) {
    outcome = failed(status, reason, message);
  }

  /** How often a job is not done yet when it is asked for. */
  void pending(int times) {
    pending = times;
  }

  void pageRows(int most) {
    pageRows = most;
  }

  /** Where jobs run of which nobody says where. */
  void location(String name) {
    location = name;
  }

  List<String> ids() {
    return List.copyOf(made.keySet());
  }

  /** Begins a job, as when a caller has died since. */
  void begin(String id) {
    made.put(id, new Made(outcome, location, pending));
  }

  /** Ends a job, as when somebody stops it. */
  void end(String id, int status, String reason, String message) {
    made.put(id, new Made(failed(status, reason, message), location, 0));
  }

  private static Outcome failed(int status, String reason, String message) {
    return new Outcome(List.of(), List.of(), 0, Answer.error(status, reason, message));
  }

  Answer answer(Asked asked) {
    Matcher insert = INSERT.matcher(asked.line());
    if (insert.matches()) {
      return insert(insert.group(1), asked.body());
    }
    for (Pattern pattern : List.of(RESULTS, GET, CANCEL)) {
      Matcher one = pattern.matcher(asked.line());
      if (one.matches()) {
        Made job = made.get(one.group(2));
        if (job == null || !job.location.equals(asked.query().get("location"))) {
          return Answer.error(404, "notFound", "Not found: Job " + one.group(2));
        }
        return pattern == RESULTS
            ? results(job, asked)
            : pattern == GET ? state(job) : Answer.ok("{}");
      }
    }
    return Answer.error(404, "notFound", "Not found: " + asked.path());
  }

  private Answer insert(String project, JsonNode body) {
    JsonNode reference = body.path("jobReference");
    String id = reference.path("jobId").asText();
    String where = reference.path("location").asText(location);
    if (made.containsKey(id)) {
      return Answer.error(
          409, "duplicate", "Already Exists: Job %s:%s.%s".formatted(project, where, id));
    }
    made.put(id, new Made(outcome, where, pending));
    return Answer.ok(
        """
        {"status": {"state": "RUNNING"},
         "jobReference": {"projectId": "%s", "jobId": "%s", "location": "%s"}}"""
            .formatted(project, id, where));
  }

  private Answer results(Made job, Asked asked) {
    if (job.pending > 0) {
      job.pending--;
      return Answer.ok("{\"jobComplete\": false}");
    }
    if (job.outcome.error() != null) {
      return job.outcome.error();
    }
    int start = Integer.parseInt(asked.query().getOrDefault("pageToken", "0"));
    int most = Math.min(pageRows, Integer.parseInt(asked.query().get("maxResults")));
    int end = (int) Math.min(job.outcome.rows().size(), (long) start + most);
    String token = end < job.outcome.rows().size() ? ", \"pageToken\": \"%d\"".formatted(end) : "";
    return Answer.ok(
        """
        {"jobComplete": true, "totalBytesProcessed": "1", "schema": {"fields": [%s]},
         "rows": [%s]%s}"""
            .formatted(
                String.join(",", job.outcome.fields()),
                String.join(",", job.outcome.rows().subList(start, end)),
                token));
  }

  private static Answer state(Made job) {
    Answer error = job.outcome.error();
    if (error == null) {
      return Answer.ok(
          """
          {"status": {"state": "%s"}, "statistics": {"query": {"totalBytesBilled": "%d"}}}"""
              .formatted(job.pending > 0 ? "RUNNING" : "DONE", job.outcome.billed()));
    }
    JsonNode first = Json.tree(error.body()).at("/error/errors/0");
    var result =
        new TreeMap<String, String>(
            Map.of(
                "reason",
                first.path("reason").asText(),
                "message",
                first.path("message").asText()));
    return Answer.ok(
        "{\"status\": {\"state\": \"DONE\", \"errorResult\": %s}}".formatted(Json.write(result)));
  }
}
