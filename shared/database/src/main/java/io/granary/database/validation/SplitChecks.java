package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/** What can be wrong with the division into splits. */
final class SplitChecks {
  private SplitChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            IssueCode.SAMPLE_IN_SEVERAL_SPLITS,
            Per.SAMPLE,
            """
            select s.id, null, s.split || ' of ' || o.splits
            from samples s
              join (
                select sha256, string_agg(distinct split, ', ' order by split) as splits
                from samples
                where dataset_id = :dataset and split is not null and size > 0
                group by 1 having count(distinct split) > 1) o using (sha256)
            where s.dataset_id = :dataset and s.split is not null and s.size > 0
            """),
        new Check(
            IssueCode.NO_SPLITS,
            Per.DATASET,
            """
            select null, null, ''
            where not exists (
              select from samples where dataset_id = :dataset and split is not null)
            """),
        new Check(
            IssueCode.SAMPLE_WITHOUT_SPLIT,
            Per.SAMPLE,
            """
            select id, null, ''
            from samples
            where dataset_id = :dataset and split is null
              and exists (
                select from samples where dataset_id = :dataset and split is not null)
            """),
        new Check(
            IssueCode.SPLIT_SMALL,
            Per.SPLIT,
            """
            select null, null, split || ': ' || n || ' of ' || total || ' samples'
            from (
              select split, count(*) as n, sum(count(*)) over () as total
              from samples where dataset_id = :dataset group by 1) s
            where split is not null and (n < :few_samples or n < :rare_share * total)
            """),
        new Check(
            IssueCode.CLASS_NOT_IN_TRAIN,
            Per.CLASS,
            """
            select null, null, c.name || ': only in ' || string_agg(u.split, ', ' order by u.split)
            from validation_usage u join classes c on c.id = u.class_id
            where c.dataset_id = :dataset and u.split <> ''
              and exists (select from samples where dataset_id = :dataset and split = 'train')
            group by c.id, c.name having bool_and(u.split <> 'train')
            """),
        new Check(
            IssueCode.CLASS_MISSING_IN_SPLIT,
            Per.CLASS,
            """
            select null, null, c.name || ': not in ' || string_agg(p.split, ', ' order by p.split)
            from (select distinct class_id from validation_usage where split <> '') u
              join classes c on c.id = u.class_id
              cross join (
                select distinct split from validation_usage where split not in ('', 'train')) p
            where c.dataset_id = :dataset
              and not exists (
                select from validation_usage o where o.class_id = c.id and o.split = p.split)
            group by c.id, c.name
            """),
        new Check(
            IssueCode.CLASS_SHARE_DIFFERS,
            Per.CLASS,
            """
            with per_split as (
              select split, sum(annotations) as n
              from validation_usage where split <> '' group by 1),
            per_class as (
              select class_id, sum(annotations) as n
              from validation_usage where split <> '' group by 1),
            total as (select sum(n) as n from per_split),
            compared as (
              select u.class_id, u.split, u.annotations, s.n as of_split, p.n as of_class,
                     t.n as of_all, p.n * s.n / t.n as expected
              from validation_usage u
                join per_split s using (split)
                join per_class p using (class_id)
                cross join total t)
            select null, null,
                   c.name || ': ' || string_agg(
                     d.annotations || ' of ' || d.of_split || ' in ' || d.split || ', '
                       || d.of_class || ' of ' || d.of_all || ' in all',
                     '; ' order by d.split)
            from compared d join classes c on c.id = d.class_id
            where c.dataset_id = :dataset and d.expected >= :enough
              and (d.annotations >= :share_factor * d.expected
                   or d.annotations * :share_factor <= d.expected)
            group by c.id, c.name
            """));
  }
}
