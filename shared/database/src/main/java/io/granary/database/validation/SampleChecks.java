package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/** What can be wrong with files, whatever is in them. */
final class SampleChecks {
  private SampleChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            IssueCode.NO_ANNOTATIONS,
            Per.DATASET,
            """
            select null, null, ''
            where not exists (select from annotations where dataset_id = :dataset)
            """),
        new Check(
            IssueCode.SAMPLE_WITHOUT_ANNOTATION,
            Per.SAMPLE,
            """
            select s.id, null, ''
            from samples s
            where s.dataset_id = :dataset
              and exists (select from annotations where dataset_id = :dataset)
              and not exists (
                select from annotations a where a.dataset_id = :dataset and a.sample_id = s.id)
            """),
        new Check(
            IssueCode.ANNOTATION_TYPE_MISSING,
            Per.SAMPLE,
            """
            with kinds as (
              select sample_id, type from annotations where dataset_id = :dataset group by 1, 2),
            annotated as (select count(distinct sample_id) as n from kinds),
            common as (
              select k.type from kinds k cross join annotated a
              where a.n >= :enough
              group by k.type, a.n
              having count(*) < a.n and count(*) >= :common_share * a.n)
            select k.sample_id, null, 'no ' || string_agg(c.type, ', ' order by c.type)
            from common c cross join (select distinct sample_id from kinds) k
            where not exists (
              select from kinds o where o.sample_id = k.sample_id and o.type = c.type)
            group by k.sample_id
            """),
        new Check(
            IssueCode.FILE_EMPTY,
            Per.SAMPLE,
            """
            select id, null, '0 bytes' from samples where dataset_id = :dataset and size = 0
            """),
        new Check(
            IssueCode.TEXT_EMPTY,
            Per.TEXT,
            """
            select id, null, size || ' bytes'
            from samples where dataset_id = :dataset and characters = 0
            """),
        new Check(
            IssueCode.PATH_CASE_CONFLICT,
            Per.SAMPLE,
            """
            select id, null, 'beside ' || first
            from (
              select id, path, min(path collate "C") over (partition by lower(path)) as first
              from samples where dataset_id = :dataset) s
            where path <> first
            """),
        new Check(
            IssueCode.MEDIA_TYPE_RARE,
            Per.SAMPLE,
            """
            with types as (
              select media_type, count(*) as n, sum(count(*)) over () as total
              from samples where dataset_id = :dataset group by 1)
            select s.id, null, s.media_type
            from samples s join types t using (media_type)
            where s.dataset_id = :dataset and t.n < :rare_share * t.total
            """),
        new Check(
            IssueCode.SAMPLE_DUPLICATE,
            Per.SAMPLE,
            """
            select id, null, 'the same as ' || first
            from (
              select id, path,
                     min(path collate "C") over (partition by sha256, coalesce(split, '')) as first
              from samples where dataset_id = :dataset and size > 0) s
            where path <> first
            """));
  }
}
