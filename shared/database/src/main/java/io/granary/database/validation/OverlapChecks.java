package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/** What can be wrong with annotations beside others of the same sample. */
final class OverlapChecks {
  private OverlapChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            IssueCode.DUPLICATE_ANNOTATION,
            Per.ANNOTATION,
            """
            select sample_id, id, 'the same as ' || first
            from (
              select sample_id, id, row_number() over same as number,
                     first_value(coalesce(source_id, id::text)) over same as first
              from annotations
              where dataset_id = :dataset
              window same as (
                partition by sample_id, class_id, type, md5(geometry::text) order by id)) a
            where number > 1
            """),
        // Boxes that overlap so much have areas that differ by less than a bucket is wide, so that
        // each is compared with those of its own and of the neighbouring buckets.
        new Check(
            IssueCode.BOXES_OVERLAP,
            Per.BOX,
            """
            with few as (
              select sample_id from annotations
              where dataset_id = :dataset and type = 'bbox'
              group by 1 having count(*) between 2 and :overlap_boxes),
            boxes as (
              select a.id, a.sample_id, coalesce(a.class_id, a.dataset_id) as class_id, a.x, a.y,
                     a.width as w, a.height as h, coalesce(a.source_id, a.id::text) as name,
                     floor((ln(a.width) + ln(a.height)) / -ln(:overlap::float8)) as bucket
              from annotations a join few f using (sample_id)
              where a.dataset_id = :dataset and a.type = 'bbox' and not a.is_crowd
                and abs(a.x) < 1e9 and abs(a.y) < 1e9
                and a.width between 1e-9 and 1e9 and a.height between 1e-9 and 1e9),
            pairs as (
              select r.sample_id, r.id, l.name, l.w * l.h + r.w * r.h as areas,
                     greatest(0, least(l.x + l.w, r.x + r.w) - greatest(l.x, r.x))
                     * greatest(0, least(l.y + l.h, r.y + r.h) - greatest(l.y, r.y)) as common
              from boxes l
                cross join generate_series(-1, 1) step
                join boxes r
                  on r.sample_id = l.sample_id and r.class_id = l.class_id
                  and r.bucket = l.bucket + step and r.id > l.id
              where (r.x, r.y, r.w, r.h) <> (l.x, l.y, l.w, l.h))
            select sample_id, id,
                   concat('intersection over union ',
                          round(max(common / (areas - common))::numeric, 3), ' with ', min(name))
            from pairs
            where common > :overlap * (areas - common)
            group by 1, 2
            """),
        new Check(
            IssueCode.BOXES_UNCHECKED,
            Per.SAMPLE,
            """
            select sample_id, null, count(*) || ' boxes'
            from annotations
            where dataset_id = :dataset and type = 'bbox'
            group by 1 having count(*) > :overlap_boxes
            """));
  }
}
