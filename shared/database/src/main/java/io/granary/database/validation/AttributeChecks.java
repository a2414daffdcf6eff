package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/**
 * What can be wrong with attributes of annotations, by class. A dataset declares none, so that
 * those are expected which nearly all annotations of the class have.
 */
final class AttributeChecks {
  private AttributeChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            IssueCode.ATTRIBUTE_MISSING,
            Per.ANNOTATION,
            """
            select a.sample_id, a.id, string_agg(n.name, ', ' order by n.name)
            from validation_names n
              join annotations a on a.dataset_id = :dataset and a.class_id = n.class_id
            where n.annotations >= :enough and n.valued < n.annotations
              and n.valued >= :common_share * n.annotations
              and not exists (
                select from validation_attributes v
                where v.annotation_id = a.id and v.name = n.name and v.value is not null)
            group by 1, 2
            """),
        new Check(
            IssueCode.ATTRIBUTE_RARE,
            Per.ATTRIBUTE,
            """
            select null, null,
                   c.name || ': ' || n.name || ' on ' || n.valued || ' of ' || n.annotations
            from validation_names n join classes c on c.id = n.class_id
            where n.valued > 0 and n.valued < :rare_share * n.annotations
            """),
        new Check(
            IssueCode.ATTRIBUTE_EMPTY,
            Per.ATTRIBUTE,
            """
            select null, null, c.name || ': ' || n.name
            from validation_names n join classes c on c.id = n.class_id
            where n.valued = 0
            """),
        new Check(
            IssueCode.ATTRIBUTE_ONE_VALUE,
            Per.ATTRIBUTE,
            """
            select null, null, c.name || ': ' || v.name || ' = ' || v.value
            from validation_names n
              join validation_values v using (class_id, name)
              join classes c on c.id = n.class_id
            where n.value_count = 1 and n.valued > 1
            """),
        new Check(
            IssueCode.ATTRIBUTE_VALUE_RARE,
            Per.VALUE,
            """
            select null, null,
                   c.name || ': ' || v.name || ' = ' || v.value || ' on ' || v.n || ' annotations'
            from validation_values v join classes c on c.id = v.class_id
            where v.is_fixed and v.n < :few_samples
            """),
        new Check(
            IssueCode.ATTRIBUTE_IMBALANCED,
            Per.VALUE,
            """
            select null, null,
                   c.name || ': ' || v.name || ' = ' || v.value || ' on ' || v.n
                     || ' annotations, the most frequent value on ' || v.most
            from (
              select class_id, name, value, n,
                     max(n) over (partition by class_id, name) as most
              from validation_values where is_fixed) v
              join classes c on c.id = v.class_id
            where v.n * :imbalance <= v.most
            """));
  }
}
