package io.granary.database;

import io.granary.domain.BackupLayout;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of a dataset, also of one in the trash. Lists go by key, page by page; rows of
 * tables are streamed.
 */
@Singleton
public final class BackupContentRepository {
  private static final int FETCH = 500;

  /** Project by project as they were made, and in the order that they have there. */
  private static final String CLASSES =
      """
      select jsonb_build_object(
               'name', c.name, 'color', c.color, 'supercategory', c.supercategory,
               'source_id', c.source_id, 'keypoints', to_jsonb(c.keypoints),
               'skeleton', to_jsonb(c.skeleton), 'project', p.name, 'task_type', p.task_type)::text
      from classes c join projects p on p.id = c.project_id
      where c.dataset_id = :dataset
      order by p.created_at, p.id, c.position, c.id
      """;

  /** No file that a backup writes itself; what else lies in its folder is the dataset's. */
  private static final String IS_NOT_OWN =
      "f.path <> all(:own) and f.path !~ '^_granary/samples-[0-9]+\\.jsonl$'";

  private final Jdbi jdbi;
  private final BackupTables tables;

  public BackupContentRepository(Jdbi jdbi, BackupTables tables) {
    this.jdbi = jdbi;
    this.tables = tables;
    jdbi.registerRowMapper(Described.class, Databases.mapper(Described.class));
    jdbi.registerRowMapper(SampleRow.class, Databases.mapper(SampleRow.class));
    jdbi.registerRowMapper(FileRow.class, Databases.mapper(FileRow.class));
    jdbi.registerRowMapper(Annotated.class, Databases.mapper(Annotated.class));
  }

  /** A dataset in its own words; JSON columns are texts. */
  public record Described(
      UUID id,
      String name,
      @Nullable String description,
      String kind,
      @Nullable String modality,
      String sourceType,
      List<String> tags,
      String metadata,
      String pipelineConfig,
      @Nullable String originalFilename,
      @Nullable String fileType,
      Instant createdAt,
      String owner,
      @Nullable String definition,
      @Nullable String tableSchemas,
      long fileSize,
      long samples,
      long annotations,
      long sources) {}

  /** Describes a dataset, whose samples, annotations and files are counted one by one. */
  public Described describe(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select d.id, d.name, d.description, d.kind, d.modality, d.source_type, d.tags,
                           d.metadata, d.pipeline_config, d.original_filename, d.file_type,
                           d.created_at, u.username as owner, d.definition, d.table_schemas,
                           d.file_size,
                           (select count(*) from samples s where s.dataset_id = d.id) as samples,
                           (select count(*) from annotations a
                            where a.dataset_id = d.id) as annotations,
                           (select count(*) from source_files f where f.dataset_id = d.id
                              and %s) as sources
                    from datasets d join users u on u.id = d.owner_id
                    where d.id = :dataset
                    """
                        .formatted(IS_NOT_OWN))
                .bind("dataset", dataset)
                .bindArray("own", String.class, own())
                .mapTo(Described.class)
                .one());
  }

  /** A sample and where its bytes are. */
  public record SampleRow(
      UUID id,
      String path,
      @Nullable String split,
      String modality,
      String objectKey,
      long size,
      String sha256) {}

  /** Samples in the order of their ids, after one. */
  public List<SampleRow> samples(UUID dataset, @Nullable UUID after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, path, split, modality, object_key, size, sha256 from samples
                    where dataset_id = :dataset
                      and (:after::uuid is null or id > :after::uuid)
                    order by id limit :limit
                    """)
                .bind("dataset", dataset)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(SampleRow.class)
                .list());
  }

  /** A file that is no sample, and where its bytes are. */
  public record FileRow(String path, String objectKey, long size, String sha256) {}

  /**
   * Files in the order of their paths, after one; without those that are a sample too, and those
   * that an earlier backup has brought and every backup writes anew.
   */
  public List<FileRow> files(UUID dataset, String after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select f.path, f.object_key, f.size, f.sha256 from source_files f
                    where f.dataset_id = :dataset and f.path collate "C" > :after
                      and %s
                      and not exists (select from samples s
                                      where s.dataset_id = f.dataset_id and s.path = f.path)
                    order by f.path collate "C" limit :limit
                    """
                        .formatted(IS_NOT_OWN))
                .bind("dataset", dataset)
                .bindArray("own", String.class, own())
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(FileRow.class)
                .list());
  }

  private List<String> own() {
    return Stream.concat(
            Stream.of(BackupLayout.MANIFEST, BackupLayout.CLASSES, BackupLayout.CHECKSUMS),
            tables.all().stream().map(BackupTable::entry))
        .toList();
  }

  /** An annotation as JSON, whose geometry and attributes have the text that they are kept in. */
  public record Annotated(UUID sampleId, String json) {}

  /** Reads rows one after another; the thread may write meanwhile, and commit it. */
  public interface Rows<T, X extends Exception> {
    void read(Iterator<T> rows) throws X;
  }

  /**
   * Shows the annotations of the samples from one id to another, both included: by the samples'
   * ids, and then by their own.
   */
  public <X extends Exception> void annotations(
      UUID dataset, UUID from, UUID to, Rows<Annotated, X> reader) throws X {
    OwnConnection.read(
        jdbi,
        handle ->
            handle
                .createQuery(
                    """
                    select a.sample_id,
                           json_build_object(
                             'class', c.name, 'type', a.type, 'x', a.x, 'y', a.y,
                             'width', a.width, 'height', a.height, 'geometry', a.geometry,
                             'attributes', a.attributes, 'state', a.state, 'score', a.score,
                             'is_crowd', a.is_crowd, 'source_id', a.source_id)::text as json
                    from annotations a left join classes c on c.id = a.class_id
                    where a.dataset_id = :dataset and a.sample_id >= :from and a.sample_id <= :to
                    order by a.sample_id, a.id
                    """)
                .bind("dataset", dataset)
                .bind("from", from)
                .bind("to", to)
                .setFetchSize(FETCH)
                .mapTo(Annotated.class),
        reader);
  }

  /** Shows the classes of a dataset with their projects. */
  public <X extends Exception> void classes(UUID dataset, Rows<String, X> reader) throws X {
    read(CLASSES, dataset, reader);
  }

  /** Shows what a table has of a dataset. */
  public <X extends Exception> void table(BackupTable table, UUID dataset, Rows<String, X> reader)
      throws X {
    read(table.sql(), dataset, reader);
  }

  private <X extends Exception> void read(String sql, UUID dataset, Rows<String, X> reader)
      throws X {
    OwnConnection.read(
        jdbi,
        handle ->
            handle
                .createQuery(sql)
                .bind("dataset", dataset)
                .setFetchSize(FETCH)
                .mapTo(String.class),
        reader);
  }
}
