package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/** What can be wrong with images, as far as their size and orientation tell. */
final class ImageChecks {
  private ImageChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            IssueCode.IMAGE_TINY,
            Per.IMAGE,
            """
            select id, null, width || ' x ' || height
            from samples
            where dataset_id = :dataset and width > 0 and height > 0
              and least(width, height) < :tiny_pixels
            """),
        new Check(
            IssueCode.IMAGE_ASPECT_EXTREME,
            Per.IMAGE,
            """
            select id, null, width || ' x ' || height
            from samples
            where dataset_id = :dataset and width > 0 and height > 0
              and greatest(width, height) > :extreme_aspect * least(width, height)
            """),
        new Check(
            IssueCode.IMAGE_SIZE_OUTLIER,
            Per.IMAGE,
            """
            with sizes as (
              select id, width, height, ln(width::float8 * height) as v
              from samples where dataset_id = :dataset and width > 0 and height > 0),
            spread as (
              select avg(v) as mean, stddev_pop(v) as deviation, count(*) as n from sizes)
            select s.id, null,
                   s.width || ' x ' || s.height || ', others about '
                     || round(exp(m.mean / 2)) || ' x ' || round(exp(m.mean / 2))
            from sizes s cross join spread m
            where m.n >= :enough and m.deviation > 1e-6
              and abs(s.v - m.mean) > :sigmas * m.deviation
            """),
        new Check(
            IssueCode.IMAGE_TURNED,
            Per.IMAGE,
            """
            select id, null, 'orientation ' || orientation
            from samples where dataset_id = :dataset and orientation between 2 and 8
            """));
  }
}
