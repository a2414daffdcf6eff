package io.granary.database;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Annotations; written by COPY in the order of {@link #COPY_TARGET}. */
@Singleton
public final class AnnotationRepository {
  /** The table and columns that an import writes to. */
  public static final String COPY_TARGET =
      "annotations (dataset_id, id, sample_id, class_id, type, x, y, width, height, geometry,"
          + " attributes, score, is_crowd, source_id, created_by, created_at, confirmed_by,"
          + " confirmed_at)";

  private final Jdbi jdbi;

  public AnnotationRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(Databases.mapper(Annotation.class));
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
}
