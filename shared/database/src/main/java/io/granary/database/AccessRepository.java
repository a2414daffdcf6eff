package io.granary.database;

import io.granary.domain.DatasetRole;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a user may do with a resource; what is in the trash does not exist. */
@Singleton
public final class AccessRepository {
  /**
   * @param id the resource
   * @param datasetId the dataset it belongs to; null for a job without one, a model, an upload
   * @param role the user's role; null when the user has none
   * @param isLeaving whether the dataset is being deleted, and is not to be changed
   */
  public record Grant(
      UUID id, @Nullable UUID datasetId, @Nullable DatasetRole role, boolean isLeaving) {}

  private static final String ROLE =
      """
      case when d.owner_id = :user then 'owner'
           else (select s.role from dataset_shares s
                 where s.dataset_id = d.id and s.user_id = :user)
      end as role, d.deletion_job_id is not null as is_leaving
      """;

  private final Jdbi jdbi;

  public AccessRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<Grant> toDataset(UUID dataset, UUID user) {
    return find(
        """
        select d.id, d.id as dataset_id, %s
        from datasets d
        where d.id = :id and d.deleted_at is null
        """,
        Map.of("id", dataset, "user", user));
  }

  public Optional<Grant> toSample(UUID dataset, UUID sample, UUID user) {
    return find(
        """
        select p.id, d.id as dataset_id, %s
        from samples p join datasets d on d.id = p.dataset_id
        where p.dataset_id = :dataset and p.id = :id and d.deleted_at is null
        """,
        Map.of("dataset", dataset, "id", sample, "user", user));
  }

  public Optional<Grant> toProject(UUID project, UUID user) {
    return find(
        """
        select p.id, d.id as dataset_id, %s
        from projects p join datasets d on d.id = p.dataset_id
        where p.id = :id and d.deleted_at is null
        """,
        Map.of("id", project, "user", user));
  }

  /** A sample by way of a project of its dataset; the grant's id is the sample's. */
  public Optional<Grant> toProjectSample(UUID project, UUID sample, UUID user) {
    return find(
        """
        select m.id, d.id as dataset_id, %s
        from projects p
        join datasets d on d.id = p.dataset_id
        join samples m on m.dataset_id = d.id and m.id = :id
        where p.id = :project and d.deleted_at is null
        """,
        Map.of("project", project, "id", sample, "user", user));
  }

  /**
   * A job belongs to whoever started it, as long as they may change its dataset; others have their
   * role on the dataset.
   */
  public Optional<Grant> toJob(UUID job, UUID user) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select j.id, j.dataset_id,
                           case when d.id is null and j.created_by = :user then 'owner'
                                when d.owner_id = :user then 'owner'
                                when d.deleted_at is null then (
                                  select case when j.created_by = :user and s.role = 'editor'
                                              then 'owner' else s.role end
                                  from dataset_shares s
                                  where s.dataset_id = d.id and s.user_id = :user)
                           end as role, false as is_leaving
                    from jobs j left join datasets d on d.id = j.dataset_id
                    where j.id = :id
                    """)
                .bind("id", job)
                .bind("user", user)
                .map((row, _) -> grant(row))
                .findOne());
  }

  /** A model is its owner's alone. */
  public Optional<Grant> toModel(UUID model, UUID user) {
    return find(
        """
        select m.id, null::uuid as dataset_id,
               case when m.owner_id = :user then 'owner' end as role, false as is_leaving
        from models m
        where m.id = :id
        """,
        Map.of("id", model, "user", user));
  }

  /** An upload is its user's alone. */
  public Optional<Grant> toUpload(UUID upload, UUID user) {
    return find(
        """
        select u.id, null::uuid as dataset_id,
               case when u.user_id = :user then 'owner' end as role, false as is_leaving
        from uploads u
        where u.id = :id
        """,
        Map.of("id", upload, "user", user));
  }

  /** A backup is its owner's alone, whatever has become of the dataset. */
  public Optional<Grant> toBackup(UUID backup, UUID user) {
    return find(
        """
        select b.id, null::uuid as dataset_id,
               case when b.owner_id = :user then 'owner' end as role, false as is_leaving
        from backups b
        where b.id = :id and b.state <> 'deleted'
        """,
        Map.of("id", backup, "user", user));
  }

  /** A dataset that may be in the trash, where it is its owner's alone. */
  public Optional<Grant> toKeptDataset(UUID dataset, UUID user) {
    return find(
        """
        select k.id, k.id as dataset_id,
               case when k.owner_id = :user then 'owner'
                    when k.deleted_at is null then d.role end as role,
               false as is_leaving
        from datasets k
        left join lateral (select %s from datasets d where d.id = k.id) d on true
        where k.id = :id
        """,
        Map.of("id", dataset, "user", user));
  }

  private Optional<Grant> find(String sql, Map<String, ?> values) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql.formatted(ROLE))
                .bindMap(values)
                .map((row, _) -> grant(row))
                .findOne());
  }

  private static Grant grant(ResultSet row) throws SQLException {
    String role = row.getString("role");
    return new Grant(
        row.getObject("id", UUID.class),
        row.getObject("dataset_id", UUID.class),
        role == null ? null : DatasetRole.of(role),
        row.getBoolean("is_leaving"));
  }
}
