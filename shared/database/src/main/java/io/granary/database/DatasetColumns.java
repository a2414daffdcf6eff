package io.granary.database;

/** What is selected of {@code datasets d} and {@code users u}, its owner, for a {@link Dataset}. */
final class DatasetColumns {
  /** A dataset with the role that {@code :user} has on it. */
  private static final String COMMON =
      """
      d.id, d.owner_id, u.username as owner_username, d.name, d.description, d.status,
      d.error_code, d.error_detail, d.kind, d.modality, d.source_type, d.model_id, d.schema_id,
      (select p.id from projects p where p.dataset_id = d.id order by p.created_at, p.id limit 1)
        as project_id,
      d.tags, d.metadata, d.pipeline_config, d.original_filename, d.file_path, d.file_type,
      d.file_size, d.total_samples, d.annotation_count, d.class_count, d.format_info,
      d.table_count, d.column_count, d.row_count, d.row_estimate, d.derived_from, d.revision,
      d.created_at, d.updated_at,
      coalesce(
        (select jsonb_agg(to_jsonb(v) order by v.version desc)
         from (select dv.version, dv.dataset_id, dv.digest, dv.sample_count, dv.annotation_count,
                      dv.size, dv.note, dv.is_protected, dv.created_by, dv.created_at
               from dataset_versions dv where dv.dataset_id = d.id
               order by dv.version desc limit 10) v),
        '[]') as versions,
      case when d.owner_id = :user then 'owner'
           else (select s.role from dataset_shares s
                 where s.dataset_id = d.id and s.user_id = :user) end as role,
      """;

  /** For one dataset. */
  static final String ALL = COMMON + "d.definition, d.table_schemas";

  /** For lists, whose size must not depend on what definitions say. */
  static final String LISTED = COMMON + "null as definition, null as table_schemas";

  private DatasetColumns() {}
}
