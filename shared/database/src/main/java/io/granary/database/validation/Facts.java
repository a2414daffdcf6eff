package io.granary.database.validation;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * What several checks need, worked out once as temporary tables that last until the transaction
 * ends.
 */
final class Facts {
  /** How often a class occurs in a split; the split is empty for samples without one. */
  private static final String USAGE =
      """
      create temp table validation_usage on commit drop as
      select a.class_id, coalesce(s.split, '') as split, count(*) as annotations,
             count(distinct a.sample_id) as samples
      from annotations a
        left join samples s on s.dataset_id = a.dataset_id and s.id = a.sample_id
      where a.dataset_id = :dataset and a.class_id is not null
      group by 1, 2
      """;

  /** The logarithms of width and height, of annotations with a class and a sensible size. */
  private static final String BOXES =
      """
      create temp table validation_boxes on commit drop as
      select a.id as annotation_id, a.sample_id, a.class_id, ln(a.width) as w, ln(a.height) as h
      from annotations a
      where a.dataset_id = :dataset and a.class_id is not null
        and a.width between 1e-9 and 1e9 and a.height between 1e-9 and 1e9
      """;

  /** The attributes of annotations with a class; a value is null where the attribute has none. */
  private static final String ATTRIBUTES =
      """
      create temp table validation_attributes on commit drop as
      select a.id as annotation_id, a.class_id, e.key as name,
             nullif(left(e.value #>> '{}', 100), '') as value
      from annotations a cross join lateral json_each(a.attributes) e
      where a.dataset_id = :dataset and a.class_id is not null
        and json_typeof(e.value) not in ('object', 'array')
      """;

  /** How often each value occurs; those of a fixed set are told apart. */
  private static final String VALUES =
      """
      create temp table validation_values on commit drop as
      select class_id, name, value, n,
             value_count between 2 and :max_values and n_all >= :few_samples * value_count
               as is_fixed
      from (
        select class_id, name, value, count(*) as n,
               count(*) over (partition by class_id, name) as value_count,
               sum(count(*)) over (partition by class_id, name) as n_all
        from validation_attributes where value is not null
        group by 1, 2, 3) v
      """;

  /** The attributes of each class: on how many of its annotations they are, and with a value. */
  private static final String NAMES =
      """
      create temp table validation_names on commit drop as
      select v.class_id, v.name, v.present, v.valued, v.value_count, u.annotations
      from (
        select class_id, name, count(*) as present, count(value) as valued,
               count(distinct value) as value_count
        from validation_attributes group by 1, 2) v
      join (
        select class_id, sum(annotations) as annotations from validation_usage group by 1) u
        using (class_id)
      """;

  /** What sizes are compared within: each class, and each value of a fixed set in a class. */
  private static final String GROUPS =
      """
      create temp table validation_groups on commit drop as
      select class_id as group_id, class_id, null::text as name, null::text as value
      from (select distinct class_id from validation_boxes) b
      union all
      select gen_random_uuid(), class_id, name, value from validation_values where is_fixed
      """;

  /** The sizes of the annotations that have a value of a fixed set, once for each. */
  private static final String MEMBERS =
      """
      create temp table validation_members on commit drop as
      select g.group_id, b.annotation_id, b.w, b.h
      from validation_boxes b
        join validation_attributes t using (annotation_id)
        join validation_groups g
          on g.class_id = t.class_id and g.name = t.name and g.value = t.value
      """;

  /**
   * The spread of sizes in each group with enough of them: of width, height, area (a) and aspect
   * ratio (r). The deviation is null where all are one.
   */
  private static final String SPREADS =
      """
      create temp table validation_spreads on commit drop as
      select group_id, n,
             w_mean, case when w_most - w_least > 1e-6 then w_deviation end as w_deviation,
             w_least, w_most,
             h_mean, case when h_most - h_least > 1e-6 then h_deviation end as h_deviation,
             h_least, h_most,
             a_mean, case when a_most - a_least > 1e-6 then a_deviation end as a_deviation,
             a_least, a_most,
             r_mean, case when r_most - r_least > 1e-6 then r_deviation end as r_deviation,
             r_least, r_most
      from (
        select group_id, count(*) as n,
               avg(w) as w_mean, stddev_pop(w) as w_deviation,
               min(w) as w_least, max(w) as w_most,
               avg(h) as h_mean, stddev_pop(h) as h_deviation,
               min(h) as h_least, max(h) as h_most,
               avg(w + h) as a_mean, stddev_pop(w + h) as a_deviation,
               min(w + h) as a_least, max(w + h) as a_most,
               avg(w - h) as r_mean, stddev_pop(w - h) as r_deviation,
               min(w - h) as r_least, max(w - h) as r_most
        from (
          select class_id as group_id, w, h from validation_boxes
          union all
          select group_id, w, h from validation_members) m
        group by 1 having count(*) >= :enough) s
      """;

  /** Captions; what is measured is their number where all are numbers, else their length. */
  private static final String CAPTIONS =
      """
      create temp table validation_captions on commit drop as
      select annotation_id, sample_id, text,
             case when bool_and(is_number) over () then
               case when is_number then text::float8 end
             else char_length(text) end as measure
      from (
        select id as annotation_id, sample_id,
               btrim(coalesce(geometry ->> 'text', ''), E' \\t\\r\\n') as text,
               btrim(coalesce(geometry ->> 'text', ''), E' \\t\\r\\n')
                 ~ '^-?[0-9]{1,15}([.][0-9]{1,20})?(e[-+]?[0-9]{1,2})?$' as is_number
        from annotations where dataset_id = :dataset and type = 'caption') c
      """;

  private static final List<String> STATEMENTS =
      List.of(
          USAGE,
          BOXES,
          ATTRIBUTES,
          VALUES,
          NAMES,
          "analyze validation_boxes, validation_attributes, validation_values",
          GROUPS,
          MEMBERS,
          SPREADS,
          CAPTIONS);

  private Facts() {}

  static void make(Handle handle, UUID dataset) {
    for (String statement : STATEMENTS) {
      handle
          .createUpdate(statement)
          .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
          .bind("dataset", dataset)
          .bindMap(Threshold.parameters())
          .execute();
    }
    handle.execute(
        "analyze validation_usage, validation_names, validation_groups, validation_members,"
            + " validation_spreads, validation_captions");
  }
}
