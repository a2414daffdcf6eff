package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/** What can be wrong with classes, and with the classes of annotations. */
final class ClassChecks {
  private ClassChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            IssueCode.CLASSES_MISSING,
            Per.DATASET,
            """
            select null, null, ''
            where not exists (select from classes where dataset_id = :dataset)
              and exists (
                select from annotations where dataset_id = :dataset and type <> 'caption')
            """),
        new Check(
            IssueCode.ANNOTATION_WITHOUT_CLASS,
            Per.ANNOTATION,
            """
            select sample_id, id, type
            from annotations
            where dataset_id = :dataset and class_id is null and type <> 'caption'
              and exists (select from classes where dataset_id = :dataset)
            """),
        new Check(
            IssueCode.UNKNOWN_CLASS,
            Per.ANNOTATION,
            """
            select a.sample_id, a.id, 'class ' || a.class_id
            from annotations a
            where a.dataset_id = :dataset and a.class_id is not null
              and not exists (
                select from classes c where c.dataset_id = :dataset and c.id = a.class_id)
            """),
        new Check(
            IssueCode.UNKNOWN_IMAGE,
            Per.ANNOTATION,
            """
            select null, a.id, 'sample ' || a.sample_id
            from annotations a
            where a.dataset_id = :dataset
              and not exists (
                select from samples s where s.dataset_id = :dataset and s.id = a.sample_id)
            """),
        new Check(
            IssueCode.CLASS_UNUSED,
            Per.CLASS,
            """
            select null, null, c.name
            from classes c
            where c.dataset_id = :dataset
              and not exists (select from validation_usage u where u.class_id = c.id)
            """),
        new Check(
            IssueCode.CLASS_FEW_SAMPLES,
            Per.CLASS,
            """
            select null, null, c.name || ': ' || sum(u.samples) || ' samples'
            from validation_usage u join classes c on c.id = u.class_id
            where c.dataset_id = :dataset
            group by c.id, c.name having sum(u.samples) < :few_samples
            """),
        new Check(
            IssueCode.CLASS_NAMES_ALIKE,
            Per.CLASS,
            """
            select null, null, name || ' beside ' || first
            from (
              select project_id, name,
                     min(name collate "C") over (partition by project_id, lower(btrim(name)))
                       as first
              from classes where dataset_id = :dataset) c
            where name <> first
            """),
        new Check(
            IssueCode.ONLY_ONE_CLASS,
            Per.DATASET,
            """
            select null, null, min(c.name)
            from classes c
            where c.dataset_id = :dataset
              and exists (select from validation_usage u where u.class_id = c.id)
            having count(*) = 1
            """),
        new Check(
            IssueCode.CLASSES_IMBALANCED,
            Per.CLASS,
            """
            with counts as (
              select c.name, sum(u.annotations) as n, max(sum(u.annotations)) over () as most
              from validation_usage u join classes c on c.id = u.class_id
              where c.dataset_id = :dataset
              group by c.id, c.name)
            select null, null, name || ': ' || n || ' annotations, the most frequent has ' || most
            from counts where n * :imbalance <= most
            """),
        new Check(
            IssueCode.SAMPLE_OF_SEVERAL_CLASSES,
            Per.SAMPLE,
            """
            select a.sample_id, null, string_agg(distinct c.name, ', ' order by c.name)
            from annotations a join classes c on c.id = a.class_id
            where a.dataset_id = :dataset and a.type = 'class'
              and not exists (
                select from annotations o
                where o.dataset_id = :dataset and o.type not in ('class', 'caption'))
            group by a.sample_id having count(distinct a.class_id) > 1
            """));
  }
}
