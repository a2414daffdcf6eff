package io.granary.database.validation;

import io.granary.domain.Issue;
import io.granary.domain.Issue.Example;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What checks have found, one row for each occurrence, in a temporary table of a connection: it
 * outlives the transaction that reads the dataset, for the one that writes.
 */
final class Findings implements AutoCloseable {
  private static final int MAX_DETAIL = 300;

  private final Handle handle;
  private final UUID dataset;

  /**
   * @param handle outside of a transaction
   */
  Findings(Handle handle, UUID dataset) {
    this.handle = handle;
    this.dataset = dataset;
    close();
    handle.execute(
        """
        create temp table validation_findings (
          code text not null, sample_id uuid, annotation_id uuid, detail text not null)
        """);
  }

  /** Looks for one kind of problem and says how often it occurs. */
  long look(Check check) {
    return handle
        .createUpdate(
            """
            insert into validation_findings (code, sample_id, annotation_id, detail)
            select :code, f.sample_id::uuid, f.annotation_id::uuid, left(f.detail, :max_detail)
            from (%s) f (sample_id, annotation_id, detail)
            """
                .formatted(check.sql()))
        .bind("code", check.code().name())
        .bind("dataset", dataset)
        .bind("max_detail", MAX_DETAIL)
        .bindMap(Threshold.parameters())
        .execute();
  }

  /** The first occurrences, by path. */
  List<Example> examples(Check check) {
    return handle
        .createQuery(
            """
            select e.path, coalesce(a.source_id, a.id::text, '') as annotation, e.detail
            from (
              select coalesce(s.path, '') as path, f.annotation_id, f.detail
              from validation_findings f
                left join samples s on s.dataset_id = :dataset and s.id = f.sample_id
              where f.code = :code
              order by 1, 2, 3 limit :limit) e
              left join annotations a on a.dataset_id = :dataset and a.id = e.annotation_id
            order by e.path, e.annotation_id, e.detail
            """)
        .bind("dataset", dataset)
        .bind("code", check.code().name())
        .bind("limit", Issue.MAX_EXAMPLES)
        .map(
            (row, _) ->
                new Example(
                    row.getString("path"), row.getString("annotation"), row.getString("detail")))
        .list();
  }

  /** Sets the codes on the samples, in place of those of an earlier validation. */
  void mark() {
    handle
        .createUpdate(
            """
            update samples s set issues = m.issues
            from (
              select o.id, array(
                       select i from unnest(o.issues) i where i <> all (:codes)
                       union all
                       select unnest(f.codes)) as issues
              from samples o
                left join (
                  select sample_id, array_agg(distinct code order by code) as codes
                  from validation_findings where sample_id is not null group by 1) f
                  on f.sample_id = o.id
              where o.dataset_id = :dataset and (f.codes is not null or o.issues <> '{}')) m
            where s.dataset_id = :dataset and s.id = m.id and s.issues <> m.issues
            """)
        .bind("dataset", dataset)
        .bindArray("codes", String.class, (Object[]) Checks.codes())
        .execute();
  }

  @Override
  public void close() {
    handle.execute("drop table if exists pg_temp.validation_findings");
  }
}
