package io.granary.database;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Lists of datasets: own and shared ones, or all for an admin. Pages are found by their keys. */
@Singleton
public final class DatasetListRepository {
  private final Jdbi jdbi;

  public DatasetListRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Dataset.class, Databases.mapper(Dataset.class));
  }

  /** What a list is ordered by; ties are broken by id. */
  public enum Sort {
    NAME("lower(d.name)", "text"),
    CREATED_AT("d.created_at", "timestamptz"),
    FILE_SIZE("d.file_size", "bigint"),
    TOTAL_SAMPLES("d.total_samples", "bigint");

    private final String expression;
    private final String type;

    Sort(String expression, String type) {
      this.expression = expression;
      this.type = type;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a list is counted by. */
  public enum Facet {
    STATUS("d.status"),
    MODALITY("coalesce(d.modality, '')"),
    KIND("d.kind"),
    SOURCE_TYPE("d.source_type"),
    LABELED("(d.annotation_count > 0)::text");

    private final String expression;

    Facet(String expression) {
      this.expression = expression;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which way a list runs. */
  public enum Order {
    ASC,
    DESC;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a list is narrowed to; absent means all.
   *
   * @param everybody whether datasets of others are listed too
   */
  public record Filter(
      UUID user,
      boolean everybody,
      @Nullable String search,
      @Nullable String status,
      @Nullable Boolean labeled,
      @Nullable String modality,
      @Nullable String kind,
      @Nullable String sourceType,
      @Nullable UUID modelId,
      @Nullable String tag) {
    /** The same filter within a model. */
    public Filter inModel(UUID model) {
      return new Filter(
          user, everybody, search, status, labeled, modality, kind, sourceType, model, tag);
    }
  }

  /** Where a page begins: after the row with this sort value and id. */
  public record After(String value, UUID id) {}

  /** Datasets, and the sort value of each as text. */
  public record Listed(Dataset dataset, String sortValue) {}

  public List<Listed> list(
      Filter filter, Sort sort, Order order, @Nullable After after, int limit) {
    String sql =
        """
        select %s, (%s)::text as sort_value
        from datasets d join users u on u.id = d.owner_id
        where %s %s
        order by %s %s, d.id %s
        limit :limit
        """
            .formatted(
                DatasetColumns.LISTED,
                sort.expression,
                conditions(filter),
                after == null
                    ? ""
                    : "and (%s, d.id) %s (:afterValue::%s, :afterId)"
                        .formatted(sort.expression, order == Order.ASC ? ">" : "<", sort.type),
                sort.expression,
                order,
                order);
    return jdbi.withHandle(
        handle -> {
          Query query = handle.createQuery(sql).bindMethods(filter).bind("limit", limit);
          if (after != null) {
            query.bind("afterValue", after.value()).bind("afterId", after.id());
          }
          return query.scanResultSet(DatasetListRepository::listed);
        });
  }

  private static List<Listed> listed(Supplier<ResultSet> results, StatementContext context)
      throws SQLException {
    ResultSet rows = results.get();
    // Once for all rows: it matches every column with the record by reflection.
    RowMapper<Dataset> mapper = Databases.mapper(Dataset.class).specialize(rows, context);
    List<Listed> listed = new ArrayList<>();
    while (rows.next()) {
      listed.add(new Listed(mapper.map(rows, context), rows.getString("sort_value")));
    }
    return listed;
  }

  /** How many match, counted up to a limit. */
  public long count(Filter filter, long limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from (select 1 from datasets d where %s limit :limit) c"
                        .formatted(conditions(filter)))
                .bindMethods(filter)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one());
  }

  /** Counts by the values of a field among those that match. */
  public Map<String, Long> facet(Filter filter, Facet field) {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s as value, count(*) as n from datasets d where %s
                    group by 1 order by 2 desc, 1 limit 100
                    """
                        .formatted(field.expression, conditions(filter)))
                .bindMethods(filter)
                .map((row, _) -> counts.put(row.getString("value"), row.getLong("n")) == null)
                .forEach(_ -> {}));
    return counts;
  }

  private static String conditions(Filter filter) {
    List<String> conditions = new ArrayList<>();
    conditions.add("d.deleted_at is null");
    if (!filter.everybody()) {
      conditions.add(
          "(d.owner_id = :user or exists (select 1 from dataset_shares s"
              + " where s.dataset_id = d.id and s.user_id = :user))");
    }
    if (filter.search() != null) {
      conditions.add("strpos(lower(d.name), lower(:search)) > 0");
    }
    if (filter.status() != null) {
      conditions.add("d.status = :status");
    }
    if (filter.labeled() != null) {
      conditions.add(filter.labeled() ? "d.annotation_count > 0" : "d.annotation_count = 0");
    }
    if (filter.modality() != null) {
      conditions.add("d.modality = :modality");
    }
    if (filter.kind() != null) {
      conditions.add("d.kind = :kind");
    }
    if (filter.sourceType() != null) {
      conditions.add("d.source_type = :sourceType");
    }
    if (filter.modelId() != null) {
      conditions.add("d.model_id = :modelId");
    }
    if (filter.tag() != null) {
      conditions.add(":tag = any(d.tags)");
    }
    return String.join(" and ", conditions);
  }
}
