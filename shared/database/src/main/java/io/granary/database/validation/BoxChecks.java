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
      "(select class_id as group_id, annotation_id, w, h from validation_boxes)";

  private static final String OF_ATTRIBUTE = "validation_members";

  private static final String PART = "coalesce(', ' || g.name || ' = ' || g.value, '')";

  private BoxChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(IssueCode.BOX_FAR_FROM_CLASS_MEAN, Per.BOX, far(OF_CLASS)),
        new Check(
            IssueCode.BOX_FAR_FROM_ATTRIBUTE_MEAN,
            Per.BOX,
            // An annotation is counted once, whatever attributes it has.
            """
            select sample_id, annotation_id, min(detail)
            from (%s) f (sample_id, annotation_id, detail) group by 1, 2
            """
                .formatted(far(OF_ATTRIBUTE))),
        new Check(IssueCode.CLASS_BOXES_UNEVEN, Per.CLASS, uneven(OF_CLASS)),
        new Check(IssueCode.ATTRIBUTE_BOXES_UNEVEN, Per.VALUE, uneven(OF_ATTRIBUTE)));
  }

  /** Most annotations are near, and only of others the properties are looked at one by one. */
  private static String far(String members) {
    return """
        select b.sample_id, m.annotation_id,
               c.name || %s || ': ' || string_agg(
                 concat(p.property, ' ', round(exp(p.v)::numeric, 3), ', others about ',
                        round(exp(p.mean)::numeric, 3)),
                 '; ' order by p.property)
        from %s m
          join validation_spreads s using (group_id)
          cross join lateral (
            values ('width', m.w, s.w_mean, s.w_deviation),
                   ('height', m.h, s.h_mean, s.h_deviation),
                   ('area', m.w + m.h, s.a_mean, s.a_deviation),
                   ('aspect ratio', m.w - m.h, s.r_mean, s.r_deviation))
            p (property, v, mean, deviation)
          join validation_groups g using (group_id)
          join classes c on c.id = g.class_id
          join validation_boxes b on b.annotation_id = m.annotation_id
        where (abs(m.w - s.w_mean) > :sigmas * s.w_deviation
               or abs(m.h - s.h_mean) > :sigmas * s.h_deviation
               or abs(m.w + m.h - s.a_mean) > :sigmas * s.a_deviation
               or abs(m.w - m.h - s.r_mean) > :sigmas * s.r_deviation)
          and abs(p.v - p.mean) > :sigmas * p.deviation
        group by b.sample_id, m.annotation_id, c.name, m.group_id, g.name, g.value
        """
        .formatted(PART, members);
  }

  /** The bin of each property is null where all are one; each row of bins has one that is not. */
  private static String uneven(String members) {
    return """
        with bins as (
          select group_id, n, w, h, a, r, count(*) as filled
          from (
            select s.group_id, s.n, %s, %s, %s, %s
            from %s m join validation_spreads s using (group_id)) placed
          group by grouping sets (
            (group_id, n, w), (group_id, n, h), (group_id, n, a), (group_id, n, r))
          having count(*) > :dominance * n and coalesce(w, h, a, r) is not null)
        select null, null,
               c.name || %s || ': ' || string_agg(
                 concat(p.property, ' of ', b.filled, ' of ', b.n), '; ' order by p.property)
        from bins b
          cross join lateral (
            select case when b.w is not null then 'width' when b.h is not null then 'height'
                        when b.a is not null then 'area' else 'aspect ratio' end) p (property)
          join validation_groups g using (group_id)
          join classes c on c.id = g.class_id
        group by c.id, c.name, b.group_id, g.name, g.value
        """
        .formatted(
            bin("m.w", "w"),
            bin("m.h", "h"),
            bin("m.w + m.h", "a"),
            bin("m.w - m.h", "r"),
            members,
            PART);
  }

  private static String bin(String value, String property) {
    return """
        case when s.%2$s_deviation is not null then least(
          width_bucket(%1$s, s.%2$s_least, s.%2$s_most, :bins::integer), :bins) end as %2$s
        """
        .formatted(value, property)
        .strip();
  }
}
