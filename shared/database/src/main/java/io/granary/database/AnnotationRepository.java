package io.granary.database;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Annotations; written by COPY in the order of {@link #COPY_TARGET}. */
@Singleton
public final class AnnotationRepository {
  /** The table and columns that an import writes to. */
  public static final String COPY_TARGET =
      "annotations (dataset_id, id, sample_id, class_id, type, x, y, width, height, geometry,"
          + " attributes, state, score, is_crowd, source_id, created_by, created_at, confirmed_by,"
          + " confirmed_at)";

  private final Jdbi jdbi;

  public AnnotationRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Annotation.class, Databases.mapper(Annotation.class));
    jdbi.registerRowMapper(Known.class, Databases.mapper(Known.class));
  }

  /** The annotations of some samples of a dataset, by sample and then by id. */
  public List<Annotation> ofSamples(UUID dataset, Collection<UUID> samples) {
    return samples.isEmpty()
        ? List.of()
        : jdbi.withHandle(handle -> ofSamples(handle, dataset, samples));
  }

  private static List<Annotation> ofSamples(Handle handle, UUID dataset, Collection<UUID> samples) {
    return handle
        .createQuery(
            """
            select a.id, a.sample_id, a.class_id, c.name as class_name, a.type, a.x, a.y, a.width,
                   a.height, a.geometry, a.attributes, a.state, a.score, a.is_crowd, a.source_id,
                   a.created_by, a.created_at, a.confirmed_by, a.confirmed_at
            from annotations a left join classes c on c.id = a.class_id
            where a.dataset_id = :dataset and a.sample_id = any(:samples)
            order by a.sample_id, a.id
            """)
        .bind("dataset", dataset)
        .bindArray("samples", UUID.class, samples)
        .mapTo(Annotation.class)
        .list();
  }

  /** What tells an annotation from others, in files that speak of the same object. */
  public record Known(
      UUID id,
      UUID sampleId,
      @Nullable UUID classId,
      @Nullable Double x,
      @Nullable Double y,
      @Nullable Double width,
      @Nullable Double height,
      @Nullable String sourceId) {}

  /** Gives every annotation of a dataset, without holding them. */
  public void forEachKnown(Handle handle, UUID dataset, Consumer<Known> consumer) {
    try (var known =
        handle
            .createQuery(
                """
                select id, sample_id, class_id, x, y, width, height, source_id
                from annotations where dataset_id = :dataset
                """)
            .bind("dataset", dataset)
            .setFetchSize(10_000)
            .mapTo(Known.class)
            .stream()) {
      known.forEach(consumer);
    }
  }

  /** How many annotations a dataset has. */
  public long count(Handle handle, UUID dataset) {
    return handle
        .createQuery("select count(*) from annotations where dataset_id = :dataset")
        .bind("dataset", dataset)
        .mapTo(Long.class)
        .one();
  }

  /** How many annotations a class has, and on how many samples. */
  public record ClassCount(UUID classId, long annotations, long samples) {}

  public List<ClassCount> countByClass(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select class_id, count(*) as annotations, count(distinct sample_id) as samples
            from annotations where dataset_id = :dataset and class_id is not null group by 1
            """)
        .bind("dataset", dataset)
        .map(
            (row, _) ->
                new ClassCount(
                    row.getObject("class_id", UUID.class),
                    row.getLong("annotations"),
                    row.getLong("samples")))
        .list();
  }

  /** The types of annotation that a dataset has, with their counts. */
  public Map<String, Long> countByType(Handle handle, UUID dataset) {
    Map<String, Long> counts = new TreeMap<>();
    handle
        .createQuery(
            "select type, count(*) as n from annotations where dataset_id = :dataset group by 1")
        .bind("dataset", dataset)
        .map((row, _) -> counts.put(row.getString("type"), row.getLong("n")) == null)
        .forEach(_ -> {});
    return counts;
  }

  /** Sets the kept counts of all samples that have annotations. */
  public void keepSampleCounts(Handle handle, UUID dataset) {
    handle
        .createUpdate(
            """
            update samples s set annotation_count = c.n
            from (select sample_id, count(*) as n from annotations
                  where dataset_id = :dataset group by 1) c
            where s.dataset_id = :dataset and s.id = c.sample_id and s.annotation_count <> c.n
            """)
        .bind("dataset", dataset)
        .execute();
  }
}
