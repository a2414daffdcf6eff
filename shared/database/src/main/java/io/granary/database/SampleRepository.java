package io.granary.database;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Samples; written by COPY, read by keyset. */
@Singleton
public final class SampleRepository {
  static final String COLUMNS =
      """
      dataset_id, id, ingest_id, path, folder, split, modality, object_key, size, sha256,
      media_type, width, height, stored_width, stored_height, orientation, frames, characters,
      issues, annotation_count, created_at
      """;

  private final Jdbi jdbi;

  public SampleRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Sample.class, Databases.mapper(Sample.class));
  }

  /** What a list is narrowed to; absent means all. */
  public record Filter(
      @Nullable UUID classId,
      @Nullable String split,
      @Nullable String folder,
      @Nullable Boolean labeled,
      @Nullable String issue,
      @Nullable String search) {
    public boolean isEmpty() {
      return equals(new Filter(null, null, null, null, null, null));
    }
  }

  /**
   * Writes samples; those that are there already stay as they are.
   *
   * @return how many were not there
   */
  public int insert(Handle handle, List<Sample> samples) {
    return insert(handle, "samples", samples);
  }

  int insert(Handle handle, String table, List<Sample> samples) {
    if (samples.isEmpty()) {
      return 0;
    }
    CopyRows.stage(handle, table);
    try (var rows = new CopyRows(handle.getConnection(), table + "_stage (" + COLUMNS + ")")) {
      for (Sample sample : samples) {
        write(rows, sample);
      }
      rows.finish();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write samples", e);
    }
    return handle.execute(
        "insert into %1$s (%2$s) select %2$s from %1$s_stage on conflict do nothing"
            .formatted(table, COLUMNS));
  }

  private static void write(CopyRows rows, Sample sample) throws SQLException {
    rows.add(sample.datasetId())
        .add(sample.id())
        .add(sample.ingestId())
        .add(sample.path())
        .add(sample.folder())
        .add(sample.split())
        .add(sample.modality())
        .add(sample.objectKey())
        .add(sample.size())
        .add(sample.sha256())
        .add(sample.mediaType())
        .add(sample.width())
        .add(sample.height())
        .add(sample.storedWidth())
        .add(sample.storedHeight())
        .add(sample.orientation())
        .add(sample.frames())
        .add(sample.characters())
        .add(sample.issues())
        .add(sample.annotationCount())
        .add(sample.createdAt())
        .endRow();
  }

  /** Gives every sample of a dataset, in the order of paths, without holding them. */
  public void forEach(Handle handle, UUID dataset, Consumer<Sample> consumer) {
    try (var rows =
        handle
            .createQuery(
                "select " + COLUMNS + " from samples where dataset_id = :dataset order by path, id")
            .bind("dataset", dataset)
            .setFetchSize(1000)
            .mapTo(Sample.class)
            .stream()) {
      rows.forEach(consumer);
    }
  }

  /** Gives samples the splits that files name, or none, where they have another; none are held. */
  public void giveSplits(
      Handle handle, UUID dataset, Consumer<BiConsumer<UUID, @Nullable String>> given) {
    handle.execute("create temp table given_splits (sample_id uuid, split text) on commit drop");
    try (var rows = new CopyRows(handle.getConnection(), "given_splits (sample_id, split)")) {
      given.accept(
          (sample, split) -> {
            try {
              rows.add(sample).add(split).endRow();
            } catch (SQLException e) {
              throw new IllegalStateException("Cannot write splits", e);
            }
          });
      rows.finish();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write splits", e);
    }
    handle
        .createUpdate(
            """
            update samples s set split = g.split from given_splits g
            where s.dataset_id = :dataset and s.id = g.sample_id and s.split is distinct from g.split
            """)
        .bind("dataset", dataset)
        .execute();
  }

  public Optional<Sample> find(UUID dataset, UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from samples where dataset_id = :dataset and id = :id")
                .bind("dataset", dataset)
                .bind("id", id)
                .mapTo(Sample.class)
                .findOne());
  }

  /** Samples, newest ingest first and then by id, after the given one. */
  public List<Sample> list(
      UUID dataset, Filter filter, @Nullable Instant afterTime, @Nullable UUID afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from samples s
                    where dataset_id = :dataset and %s
                      and (:afterTime::timestamptz is null or created_at < :afterTime::timestamptz
                           or (created_at = :afterTime::timestamptz and id > :afterId::uuid))
                    order by created_at desc, id
                    limit :limit
                    """
                        .formatted(COLUMNS, conditions(filter)))
                .bind("dataset", dataset)
                .bindMethods(filter)
                .bind("afterTime", afterTime)
                .bind("afterId", afterId)
                .bind("limit", limit)
                .mapTo(Sample.class)
                .list());
  }

  /** How many samples there are, counted up to a limit. */
  public long count(UUID dataset, Filter filter, long limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from (
                      select 1 from samples s where dataset_id = :dataset and %s limit :limit) c
                    """
                        .formatted(conditions(filter)))
                .bind("dataset", dataset)
                .bindMethods(filter)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one());
  }

  private static String conditions(Filter filter) {
    var conditions = new StringBuilder("true");
    if (filter.classId() != null) {
      conditions.append(
          """
           and exists (select 1 from annotations a
             where a.dataset_id = s.dataset_id and a.sample_id = s.id and a.class_id = :classId)
          """);
    }
    if (filter.split() != null) {
      conditions.append(" and split = :split");
    }
    if (filter.folder() != null) {
      conditions.append(" and folder = :folder");
    }
    if (filter.labeled() != null) {
      conditions.append(
          filter.labeled() ? " and annotation_count > 0" : " and annotation_count = 0");
    }
    if (filter.issue() != null) {
      conditions.append(" and :issue = any(issues)");
    }
    if (filter.search() != null) {
      conditions.append(" and strpos(lower(path), lower(:search)) > 0");
    }
    return conditions.toString();
  }

  /** Counts of samples by the values of a field: split, folder or labeled. */
  public List<FacetCount> facet(UUID dataset, String field) {
    String column =
        switch (field) {
          case "split" -> "coalesce(split, '')";
          case "folder" -> "folder";
          case "labeled" -> "case when annotation_count > 0 then 'true' else 'false' end";
          default -> throw new IllegalArgumentException("Cannot count by '" + field + "'");
        };
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select %s as value, count(*) as count from samples
                    where dataset_id = :dataset
                    group by 1 order by 2 desc, 1 limit 1000
                    """
                        .formatted(column))
                .bind("dataset", dataset)
                .map((row, _) -> new FacetCount(row.getString("value"), row.getLong("count")))
                .list());
  }

  /** How many samples have a value. */
  public record FacetCount(String value, long count) {}
}
