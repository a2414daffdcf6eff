package io.granary.database;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Labelling projects and their classes. */
@Singleton
public final class ProjectRepository {
  private static final String COLUMNS =
      """
      p.id, p.dataset_id, p.name, p.task_type, p.class_count, p.annotation_count,
      p.images_not_started, p.images_in_progress, p.images_completed, p.revision, p.created_at,
      p.updated_at
      """;

  private final Jdbi jdbi;

  public ProjectRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerArrayType(String.class, "text");
    jdbi.registerArrayType(Integer.class, "int4");
    jdbi.registerRowMapper(Project.class, Databases.mapper(Project.class));
    jdbi.registerRowMapper(LabelClass.class, Databases.mapper(LabelClass.class));
  }

  /** Writes a project, or what is counted of one that is there. */
  public void save(Handle handle, Project project) {
    handle
        .createUpdate(
            """
            insert into projects
              (id, dataset_id, name, task_type, class_count, annotation_count, images_not_started,
               images_in_progress, images_completed, created_at, updated_at)
            values
              (:id, :datasetId, :name, :taskType, :classCount, :annotationCount,
               :imagesNotStarted, :imagesInProgress, :imagesCompleted, :createdAt, :updatedAt)
            on conflict (id) do update
            set class_count = excluded.class_count, annotation_count = excluded.annotation_count,
                images_not_started = excluded.images_not_started,
                images_in_progress = excluded.images_in_progress,
                images_completed = excluded.images_completed, updated_at = excluded.updated_at,
                revision = projects.revision + 1
            """)
        .bindMethods(project)
        .execute();
  }

  /** Writes classes; of those that are there what is counted, and what was not known yet. */
  public void saveClasses(Handle handle, List<LabelClass> classes) {
    var batch =
        handle.prepareBatch(
            """
            insert into classes
              (id, project_id, dataset_id, position, name, color, supercategory, source_id,
               keypoints, skeleton, annotation_count, sample_count)
            values
              (:id, :projectId, :datasetId, :position, :name, :color, :supercategory, :sourceId,
               :keypoints, :skeleton, :annotationCount, :sampleCount)
            on conflict (id) do update
            set annotation_count = excluded.annotation_count, sample_count = excluded.sample_count,
                supercategory = coalesce(classes.supercategory, excluded.supercategory),
                keypoints = case when classes.keypoints = '{}'
                                 then excluded.keypoints else classes.keypoints end,
                skeleton = case when classes.skeleton = '{}'
                                then excluded.skeleton else classes.skeleton end
            """);
    classes.forEach(c -> batch.bindMethods(c).add());
    if (!classes.isEmpty()) {
      batch.execute();
    }
  }

  public Optional<Project> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from projects p where p.id = :id")
                .bind("id", id)
                .mapTo(Project.class)
                .findOne());
  }

  /** Projects of a dataset, oldest first; there are few. */
  public List<Project> ofDataset(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from projects p where p.dataset_id = :dataset"
                        + " order by p.created_at, p.id limit 200")
                .bind("dataset", dataset)
                .mapTo(Project.class)
                .list());
  }

  /** The classes of a dataset in their order. */
  public List<LabelClass> classes(UUID dataset) {
    return jdbi.withHandle(handle -> classes(handle, dataset));
  }

  /** The classes of a dataset in their order, as a transaction sees them. */
  public List<LabelClass> classes(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select id, project_id, dataset_id, position, name, color, supercategory, source_id,
                   keypoints, skeleton, annotation_count, sample_count
            from classes where dataset_id = :dataset order by position, id
            """)
        .bind("dataset", dataset)
        .mapTo(LabelClass.class)
        .list();
  }
}
