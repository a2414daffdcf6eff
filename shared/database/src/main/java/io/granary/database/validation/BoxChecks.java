package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/**
 * What can be wrong with the sizes of annotations among others of their class, or of their class
 * and the value of an attribute. Width, height, area and aspect ratio are compared as logarithms,
 * so that twice as large is as far from the mean as half as large.
 */
final class BoxChecks {
  private static final String OF_CLASS =
      """
      select annotation_id, sample_id, class_id, '' as part, w, h from validation_boxes
      """;

  private static final String OF_ATTRIBUTE =
      """
      select b.annotation_id, b.sample_id, b.class_id, ', ' || v.name || ' = ' || v.value as part,
             b.w, b.h
      from validation_boxes b
        join validation_attributes t using (annotation_id)
        join validation_values v
          on v.class_id = b.class_id and v.name = t.name and v.value = t.value and v.is_fixed
      """;

  /** Every property of every annotation of every group, with the spread in its group. */
  private static final String SPREADS =
      """
      with grouped as (%s),
      properties as (
        select g.annotation_id, g.sample_id, g.class_id, g.part, p.property, p.v
        from grouped g
          cross join lateral (
            values ('width', w), ('height', h), ('area', w + h), ('aspect ratio', w - h))
            p (property, v)),
      spreads as (
        select class_id, part, property, count(*) as n, avg(v) as mean,
               stddev_pop(v) as deviation, min(v) as least, max(v) as most
        from properties group by 1, 2, 3
        having count(*) >= :enough and max(v) - min(v) > 1e-6)
      """;

  private static final String FAR =
      SPREADS
          + """
          select p.sample_id, p.annotation_id,
                 c.name || p.part || ': ' || string_agg(
                   concat(p.property, ' ', round(exp(p.v)::numeric, 3), ', others about ',
                          round(exp(s.mean)::numeric, 3)),
                   '; ' order by p.property)
          from properties p
            join spreads s using (class_id, part, property)
            join classes c on c.id = p.class_id
          where abs(p.v - s.mean) > :sigmas * s.deviation
          group by p.sample_id, p.annotation_id, c.name, p.part
          """;

  private static final String UNEVEN =
      SPREADS
          + """
          , bins as (
            select p.class_id, p.part, p.property, s.n, count(*) as filled
            from properties p join spreads s using (class_id, part, property)
            group by p.class_id, p.part, p.property, s.n,
                     least(width_bucket(p.v, s.least, s.most, :bins::integer), :bins))
          select null, null,
                 c.name || b.part || ': ' || string_agg(
                   concat(b.property, ' of ', b.filled, ' of ', b.n), '; ' order by b.property)
          from bins b join classes c on c.id = b.class_id
          where b.filled > :dominance * b.n
          group by c.id, c.name, b.part
          """;

  private BoxChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(IssueCode.BOX_FAR_FROM_CLASS_MEAN, Per.BOX, FAR.formatted(OF_CLASS)),
        new Check(
            IssueCode.BOX_FAR_FROM_ATTRIBUTE_MEAN,
            Per.BOX,
            // An annotation is counted once, whatever attributes it has.
            """
            select sample_id, annotation_id, min(detail)
            from (%s) f (sample_id, annotation_id, detail) group by 1, 2
            """
                .formatted(FAR.formatted(OF_ATTRIBUTE))),
        new Check(IssueCode.CLASS_BOXES_UNEVEN, Per.CLASS, UNEVEN.formatted(OF_CLASS)),
        new Check(IssueCode.ATTRIBUTE_BOXES_UNEVEN, Per.VALUE, UNEVEN.formatted(OF_ATTRIBUTE)));
  }
}
