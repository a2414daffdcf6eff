package io.granary.database;

import io.granary.database.Model.About;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Models, each with the count of its datasets. */
@Singleton
public final class ModelRepository {
  private static final String COLUMNS =
      """
      m.id, m.owner_id, m.name, m.description, m.warehouse_kind, m.warehouse_project,
      m.warehouse_dataset, m.warehouse_location, m.max_bytes_per_query, m.max_usd_per_build,
      m.revision, m.created_at, m.updated_at,
      (select count(*) from datasets d where d.model_id = m.id and d.deleted_at is null)
        as dataset_count
      """;
  private static final ConstructorMapper<About> ABOUT = Databases.mapper(About.class);

  private final Jdbi jdbi;

  public ModelRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What a list is narrowed to; absent means all.
   *
   * @param owner whose models
   * @param search a part of the name, without case
   */
  public record Filter(@Nullable UUID owner, @Nullable String search) {}

  /**
   * Makes a model without datasets.
   *
   * @throws GranaryException MODEL_NAME_TAKEN, UNKNOWN_USER when its owner is gone
   */
  public void insert(UUID id, UUID owner, About about, Instant now) {
    try {
      jdbi.useTransaction(
          handle -> {
            UserRepository.hold(handle, owner);
            handle
                .createUpdate(
                    """
                    insert into models
                      (id, owner_id, name, description, warehouse_kind, warehouse_project,
                       warehouse_dataset, warehouse_location, max_bytes_per_query,
                       max_usd_per_build, created_at, updated_at)
                    values
                      (:id, :owner, :name, :description, :warehouseKind, :warehouseProject,
                       :warehouseDataset, :warehouseLocation, :maxBytesPerQuery,
                       :maxUsdPerBuild, :now, :now)
                    """)
                .bindMethods(about)
                .bind("id", id)
                .bind("owner", owner)
                .bind("now", now)
                .execute();
          });
    } catch (UnableToExecuteStatementException e) {
      throw nameTaken(e, about.name()).orElse(e);
    }
  }

  public Optional<Model> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select %s from models m where m.id = :id".formatted(COLUMNS))
                .bind("id", id)
                .map(ModelRepository::model)
                .findOne());
  }

  /** Whether there is such a model and it is the user's own. */
  public boolean isOwn(UUID id, UUID user) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from models where id = :id and owner_id = :user)")
                .bind("id", id)
                .bind("user", user)
                .mapTo(Boolean.class)
                .one());
  }

  /**
   * Changes a model. When its tables are elsewhere then, its datasets over them are drafts again,
   * and what was measured of them is gone.
   *
   * @return whether it had that revision
   * @throws GranaryException MODEL_NAME_TAKEN
   */
  public boolean edit(UUID id, long revision, About about, Instant now) {
    try {
      return jdbi.inTransaction(handle -> edit(handle, id, revision, about, now));
    } catch (UnableToExecuteStatementException e) {
      throw nameTaken(e, about.name()).orElse(e);
    }
  }

  private static boolean edit(Handle handle, UUID id, long revision, About about, Instant now) {
    boolean isMoved = ModelPlace.of(about).isNew(handle, id);
    boolean isChanged =
        handle
                .createUpdate(
                    """
                    update models
                    set name = :name, description = :description,
                        warehouse_kind = :warehouseKind,
                        warehouse_project = :warehouseProject,
                        warehouse_dataset = :warehouseDataset,
                        warehouse_location = :warehouseLocation,
                        max_bytes_per_query = :maxBytesPerQuery,
                        max_usd_per_build = :maxUsdPerBuild,
                        updated_at = :now, revision = revision + 1
                    where id = :id and revision = :revision
                    """)
                .bindMethods(about)
                .bind("id", id)
                .bind("revision", revision)
                .bind("now", now)
                .execute()
            == 1;
    if (isChanged && isMoved) {
      ModelPlace.forget(handle, id, now);
    }
    return isChanged;
  }

  /**
   * Deletes a model; absent is not an error.
   *
   * @param revision the revision that it must have; null when any will do
   * @return whether there was one of that revision
   * @throws GranaryException MODEL_IN_USE while any dataset has it, also one in the trash
   */
  public boolean delete(UUID id, @Nullable Long revision) {
    try {
      return jdbi.withHandle(
              handle ->
                  handle
                      .createUpdate(
                          """
                          delete from models
                          where id = :id
                            and (:revision::bigint is null or revision = :revision::bigint)
                          """)
                      .bind("id", id)
                      .bind("revision", revision)
                      .execute())
          == 1;
    } catch (UnableToExecuteStatementException e) {
      throw Databases.violatedConstraint(e)
          .filter("datasets_model_fkey"::equals)
          .<RuntimeException>map(
              _ ->
                  new GranaryException(
                      Code.MODEL_IN_USE,
                      "Cannot delete the model: it has datasets, in the trash or out of it.",
                      e))
          .orElse(e);
    }
  }

  /** Models, newest first, after the given one. */
  public List<Model> list(
      Filter filter, @Nullable Instant afterTime, @Nullable UUID afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from models m
                    where %s
                      and (:afterTime::timestamptz is null
                           or (m.created_at, m.id) < (:afterTime::timestamptz, :afterId::uuid))
                    order by m.created_at desc, m.id desc
                    limit :limit
                    """
                        .formatted(COLUMNS, conditions(filter)))
                .bindMethods(filter)
                .bind("afterTime", afterTime)
                .bind("afterId", afterId)
                .bind("limit", limit)
                .map(ModelRepository::model)
                .list());
  }

  /** How many there are, counted up to a limit. */
  public long count(Filter filter, long limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from (select 1 from models m where %s limit :limit) c"
                        .formatted(conditions(filter)))
                .bindMethods(filter)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one());
  }

  private static String conditions(Filter filter) {
    return (filter.owner() == null ? "true" : "m.owner_id = :owner")
        + (filter.search() == null ? "" : " and strpos(lower(m.name), lower(:search)) > 0");
  }

  private static Model model(ResultSet row, StatementContext context) throws SQLException {
    return new Model(
        row.getObject("id", UUID.class),
        row.getObject("owner_id", UUID.class),
        ABOUT.map(row, context),
        row.getLong("dataset_count"),
        row.getLong("revision"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }

  private static Optional<RuntimeException> nameTaken(
      UnableToExecuteStatementException e, String name) {
    return Databases.violatedConstraint(e)
        .filter("models_name_key"::equals)
        .map(
            _ ->
                new GranaryException(
                    Code.MODEL_NAME_TAKEN,
                    "Cannot name the model so: the owner already has one named '%s'."
                        .formatted(name),
                    e));
  }
}
