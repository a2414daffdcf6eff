package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/** What can be wrong with one geometry by itself, or with it on its image. */
final class ShapeChecks {
  private static final String FINITE =
      """
      (abs(a.x) < 'Infinity' and abs(a.y) < 'Infinity'
       and abs(a.width) < 'Infinity' and abs(a.height) < 'Infinity')
      """;

  private static final String BOX =
      "concat('[', a.x, ', ', a.y, ', ', a.width, ', ', a.height, ']')";

  private ShapeChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            IssueCode.GEOMETRY_NOT_FINITE,
            Per.BOX,
            """
            select a.sample_id, a.id, %s
            from annotations a
            where a.dataset_id = :dataset and a.type not in ('class', 'caption', 'keypoints')
              and %s is not true
            """
                .formatted(BOX, FINITE)),
        new Check(
            IssueCode.BOX_DEGENERATE,
            Per.BOX,
            """
            select a.sample_id, a.id, %s
            from annotations a
            where a.dataset_id = :dataset
              and a.type in ('bbox', 'rotated_bbox', 'circle', 'mask')
              and %s and (a.width <= 0 or a.height <= 0)
            """
                .formatted(BOX, FINITE)),
        new Check(
            IssueCode.BOX_OUT_OF_IMAGE,
            Per.BOX,
            """
            select a.sample_id, a.id, concat(%s, ' on ', s.width, ' x ', s.height)
            from annotations a
              join samples s on s.dataset_id = a.dataset_id and s.id = a.sample_id
            where a.dataset_id = :dataset and a.type not in ('class', 'caption')
              and s.width > 0 and s.height > 0 and %s
              and (a.x < -:outside_pixels or a.y < -:outside_pixels
                   or a.width > s.width + :outside_pixels - a.x
                   or a.height > s.height + :outside_pixels - a.y)
            """
                .formatted(BOX, FINITE)),
        new Check(
            IssueCode.MASK_SIZE_MISMATCH,
            Per.MASK,
            """
            select a.sample_id, a.id,
                   concat(a.geometry -> 'size' ->> 1, ' x ', a.geometry -> 'size' ->> 0,
                          ' on ', s.width, ' x ', s.height)
            from annotations a
              join samples s on s.dataset_id = a.dataset_id and s.id = a.sample_id
            where a.dataset_id = :dataset and a.type = 'mask' and s.width > 0 and s.height > 0
              and (a.geometry -> 'size' ->> 0, a.geometry -> 'size' ->> 1)
                is distinct from (s.height::text, s.width::text)
            """),
        // Twice the area is the sum over neighbours of x1 y2 - x2 y1, seen from the first point.
        // What would overflow is far out of its image, which is said elsewhere; what would
        // underflow is rounded to nothing by a large number.
        new Check(
            IssueCode.POLYGON_DEGENERATE,
            Per.POLYGON,
            """
            select a.sample_id, a.id, g.problem
            from annotations a
              cross join lateral (
                select case when count(*) = 0 then 'no part'
                            when bool_or(json_array_length(part) < 6) then 'a part of less than 3 points'
                            when bool_or(d.twice_area < 2 * :least_area) then 'a part without area'
                       end as problem
                from json_array_elements(a.geometry -> 'parts') part
                  cross join lateral (
                    select case when json_array_length(part) <= 2 * :area_points then array(
                      select v::float8 + 1e6::float8 - 1e6::float8
                      from json_array_elements_text(part) v) end) p (n)
                  cross join lateral (
                    select abs(sum((p.n[2 * i - 1] - p.n[1]) * (p.n[2 * i + 2] - p.n[2])
                                   - (p.n[2 * i + 1] - p.n[1]) * (p.n[2 * i] - p.n[2])))
                    from generate_series(1, cardinality(p.n) / 2 - 1) i) d (twice_area)) g
            where a.dataset_id = :dataset and a.type = 'polygon' and g.problem is not null
              and (abs(a.x) > 1e9 or abs(a.y) > 1e9 or a.width > 1e9 or a.height > 1e9) is not true
            """),
        new Check(
            IssueCode.KEYPOINTS_ABSENT,
            Per.KEYPOINTS,
            """
            select a.sample_id, a.id, ''
            from annotations a
            where a.dataset_id = :dataset and a.type = 'keypoints'
              and not exists (
                select from json_array_elements(a.geometry -> 'points') p
                where (p ->> 2)::float8 > 0)
            """),
        new Check(
            IssueCode.KEYPOINTS_MISMATCH,
            Per.KEYPOINTS,
            """
            select a.sample_id, a.id,
                   concat(json_array_length(a.geometry -> 'points'), ' of ',
                          cardinality(c.keypoints), ' keypoints of ', c.name)
            from annotations a join classes c on c.id = a.class_id
            where a.dataset_id = :dataset and a.type = 'keypoints' and cardinality(c.keypoints) > 0
              and json_array_length(a.geometry -> 'points')
                is distinct from cardinality(c.keypoints)
            """));
  }
}
