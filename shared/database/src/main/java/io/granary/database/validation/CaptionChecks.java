package io.granary.database.validation;

import io.granary.domain.IssueCode;
import java.util.List;

/**
 * What can be wrong with captions. Those of a fixed set are few texts that come again; others are
 * free. What is measured is the number where all captions are numbers, and else the length.
 */
final class CaptionChecks {
  private static final String TEXTS =
      """
      with counts as (
        select text, count(*) as n, max(count(*)) over () as most,
               count(*) over () <= :max_values
                 and sum(count(*)) over () >= :few_samples * count(*) over () as is_fixed
        from validation_captions where text <> '' group by 1)
      """;

  private static final String SPREAD =
      """
      with spread as (
        select count(measure) as n, avg(measure) as mean, stddev_pop(measure) as deviation,
               min(measure) as least, max(measure) as most,
               percentile_cont(0.25) within group (order by measure) as lower,
               percentile_cont(0.75) within group (order by measure) as upper
        from validation_captions where text <> ''
        having count(measure) >= :enough and max(measure) > min(measure))
      """;

  private CaptionChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            IssueCode.CAPTION_EMPTY,
            Per.CAPTION,
            "select sample_id, annotation_id, '' from validation_captions where text = ''"),
        new Check(
            IssueCode.CAPTION_REPEATED,
            Per.CAPTION,
            TEXTS
                + """
                  select sample_id, annotation_id, text
                  from (
                    select p.sample_id, p.annotation_id, p.text,
                           min(p.sample_id::text) over (partition by p.text) as first
                    from validation_captions p join counts c using (text)
                    where c.n > 1 and not c.is_fixed) r
                  where sample_id::text <> first
                  """),
        new Check(
            IssueCode.CAPTION_WITH_LINK,
            Per.CAPTION,
            """
            select sample_id, annotation_id, text
            from validation_captions where text ~* '(https?://|www[.])'
            """),
        new Check(
            IssueCode.CAPTION_FEW_SAMPLES,
            Per.CAPTION_TEXT,
            TEXTS
                + """
                  select null, null, n || ' times ' || text
                  from counts where is_fixed and n < :few_samples
                  """),
        new Check(
            IssueCode.CAPTIONS_IMBALANCED,
            Per.CAPTION_TEXT,
            TEXTS
                + """
                  select null, null, n || ' times, the most frequent ' || most || ': ' || text
                  from counts where is_fixed and n * :imbalance <= most
                  """),
        new Check(
            IssueCode.CAPTIONS_UNEVEN,
            Per.DATASET,
            SPREAD
                + """
                  select null, null, count(*) || ' of ' || s.n || ' in one of the bins'
                  from validation_captions c cross join spread s
                  where c.text <> ''
                  group by s.n, least(
                    width_bucket(c.measure, s.least, s.most, :bins::integer), :bins)
                  having count(*) > :dominance * s.n
                  """),
        new Check(
            IssueCode.CAPTION_FAR_FROM_MEAN,
            Per.CAPTION,
            SPREAD
                + """
                  select c.sample_id, c.annotation_id,
                         concat(c.measure, ', the mean is ', round(s.mean::numeric, 3))
                  from validation_captions c cross join spread s
                  where c.text <> '' and abs(c.measure - s.mean) > :sigmas * s.deviation
                  """),
        new Check(
            IssueCode.CAPTION_OUTLIER,
            Per.CAPTION,
            SPREAD
                + """
                  select c.sample_id, c.annotation_id,
                         concat(c.measure, ', the middle half is ', s.lower, ' to ', s.upper)
                  from validation_captions c cross join spread s
                  where c.text <> '' and s.upper > s.lower
                    and (c.measure < s.lower - :fence * (s.upper - s.lower)
                         or c.measure > s.upper + :fence * (s.upper - s.lower))
                  """));
  }
}
