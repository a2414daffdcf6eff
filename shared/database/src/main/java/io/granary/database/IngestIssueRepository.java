package io.granary.database;

import io.granary.database.Databases.JsonText;
import io.granary.domain.Issue.Example;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What each stage of an ingest has found wrong. */
@Singleton
public final class IngestIssueRepository {
  private final Jdbi jdbi;

  public IngestIssueRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Adds to the issues that a stage has found; -1 is the plan, others are parts. */
  public void add(Handle handle, UUID id, int stage, IssueLog issues) {
    for (var issue : issues.issues(0)) {
      handle
          .createUpdate(
              """
              insert into ingest_issues as i (ingest_id, stage, code, count, examples)
              values (:id, :stage, :code, :count, :examples)
              on conflict (ingest_id, stage, code) do update
              set count = i.count + excluded.count,
                  examples = jsonb_path_query_array(i.examples || excluded.examples, '$[0 to 99]')
              """)
          .bind("id", id)
          .bind("stage", stage)
          .bind("code", issue.code())
          .bind("count", issue.count())
          .bind("examples", new JsonText(Json.write(issue.examples())))
          .execute();
    }
  }

  /** The issues of all stages together, as they are committed. */
  public IssueLog of(UUID id) {
    return jdbi.withHandle(handle -> of(handle, id));
  }

  /** The issues of all stages together, examples in the order of the stages. */
  public IssueLog of(Handle handle, UUID id) {
    var log = new IssueLog();
    handle
        .createQuery(
            """
            select code, count, examples from ingest_issues
            where ingest_id = :id order by code, stage
            """)
        .bind("id", id)
        .setFetchSize(100)
        .map(
            (row, _) -> {
              log.add(
                  IssueCode.valueOf(row.getString("code")),
                  row.getLong("count"),
                  List.of(Json.read(row.getString("examples"), Example[].class)));
              return true;
            })
        .forEach(_ -> {});
    return log;
  }
}
