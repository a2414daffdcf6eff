package io.granary.database;

import io.granary.database.Deletion.Removed;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Removes the samples, annotations and files of a dataset, a page at a time: the caller removes the
 * page's objects first and then its rows, so that no row is gone whose object is still there.
 */
@Singleton
public final class ContentRemovalRepository {
  /** The most annotations that go in one transaction, where the samples of a page have more. */
  private static final long MOST_ANNOTATIONS = 200_000;

  private final Jdbi jdbi;

  public ContentRemovalRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Some samples or files. */
  public sealed interface Page {
    /** Of their objects. */
    List<String> keys();

    /** Where the next page goes on. */
    String last();
  }

  private record Samples(List<String> keys, String last, String first) implements Page {}

  private record Files(List<String> keys, String last, String first) implements Page {}

  private record Row(String place, String key, long annotations) {}

  /** Samples by their ids, after a place; empty when there are no more. */
  public Optional<Page> samples(UUID dataset, @Nullable String after, int most) {
    List<Row> rows =
        page(
            """
            select id::text as place, object_key as key, annotation_count as annotations
            from samples
            where dataset_id = :dataset and (:after::uuid is null or id > :after::uuid)
            order by id limit :most
            """,
            dataset,
            after,
            most);
    List<Row> taken = new ArrayList<>();
    long annotations = 0;
    for (Row row : rows) {
      annotations += row.annotations();
      if (annotations > MOST_ANNOTATIONS && !taken.isEmpty()) {
        break;
      }
      taken.add(row);
    }
    return taken.isEmpty()
        ? Optional.empty()
        : Optional.of(new Samples(keys(taken), taken.getLast().place(), taken.getFirst().place()));
  }

  /** Files that are no samples by their paths, after a place; empty when there are no more. */
  public Optional<Page> files(UUID dataset, @Nullable String after, int most) {
    List<Row> rows =
        page(
            """
            select path as place, object_key as key, 0 as annotations
            from source_files
            where dataset_id = :dataset
              and (:after::text is null or path collate "C" > :after)
            order by path collate "C" limit :most
            """,
            dataset,
            after,
            most);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Files(keys(rows), rows.getLast().place(), rows.getFirst().place()));
  }

  private static List<String> keys(List<Row> rows) {
    return rows.stream().map(Row::key).toList();
  }

  private List<Row> page(String sql, UUID dataset, @Nullable String after, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("dataset", dataset)
                .bind("after", after)
                .bind("most", most)
                .map(
                    (row, _) ->
                        new Row(
                            row.getString("place"),
                            row.getString("key"),
                            row.getLong("annotations")))
                .list());
  }

  /** Whether there is any sample or file. */
  public boolean isLeft(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select exists (select from samples where dataset_id = :dataset)
              or exists (select from source_files where dataset_id = :dataset)
            """)
        .bind("dataset", dataset)
        .mapTo(Boolean.class)
        .one();
  }

  /** Removes the rows of a page; of two who do so each counts what it has removed itself. */
  public Removed remove(Handle handle, UUID dataset, Page page) {
    return switch (page) {
      case Samples samples -> removeSamples(handle, dataset, samples);
      case Files files -> removeFiles(handle, dataset, files);
    };
  }

  private static Removed removeSamples(Handle handle, UUID dataset, Samples page) {
    long annotations =
        handle
            .createUpdate(
                """
                delete from annotations
                where dataset_id = :dataset and sample_id between :first::uuid and :last::uuid
                """)
            .bind("dataset", dataset)
            .bind("first", page.first())
            .bind("last", page.last())
            .execute();
    return handle
        .createQuery(
            """
            with gone as (
              delete from samples
              where dataset_id = :dataset and id between :first::uuid and :last::uuid
              returning object_key, size)
            select count(*) as keys, coalesce(sum(size), 0)::bigint as bytes,
                   array(select k.object_key from gone k order by 1 limit %d) as first_keys
            from gone
            """
                .formatted(DeletionRepository.MOST_KEYS))
        .bind("dataset", dataset)
        .bind("first", page.first())
        .bind("last", page.last())
        .map(
            (row, _) ->
                new Removed(
                    row.getLong("keys"),
                    annotations,
                    0,
                    0,
                    row.getLong("bytes"),
                    row.getLong("keys"),
                    keys(row.getArray("first_keys"))))
        .one();
  }

  private static Removed removeFiles(Handle handle, UUID dataset, Files page) {
    return handle
        .createQuery(
            """
            with gone as (
              delete from source_files
              where dataset_id = :dataset
                and path collate "C" between :first and :last
              returning object_key, size)
            select count(*) as keys, coalesce(sum(size), 0)::bigint as bytes,
                   array(select k.object_key from gone k order by 1 limit %d) as first_keys
            from gone
            """
                .formatted(DeletionRepository.MOST_KEYS))
        .bind("dataset", dataset)
        .bind("first", page.first())
        .bind("last", page.last())
        .map(
            (row, _) ->
                new Removed(
                    0,
                    0,
                    0,
                    0,
                    row.getLong("bytes"),
                    row.getLong("keys"),
                    keys(row.getArray("first_keys"))))
        .one();
  }

  private static List<String> keys(java.sql.Array found) throws java.sql.SQLException {
    return List.of((String[]) found.getArray());
  }
}
