package io.granary.labeling;

import io.granary.database.Project;
import java.time.Instant;
import java.util.UUID;

/** A project as callers see it. */
record ProjectView(
    UUID id,
    UUID datasetId,
    String name,
    String taskType,
    int classCount,
    long annotationCount,
    Images images,
    Instant createdAt,
    Instant updatedAt) {
  /** How many images are how far. */
  record Images(long notStarted, long inProgress, long completed) {}

  static ProjectView of(Project project) {
    return new ProjectView(
        project.id(),
        project.datasetId(),
        project.name(),
        project.taskType(),
        project.classCount(),
        project.annotationCount(),
        new Images(
            project.imagesNotStarted(), project.imagesInProgress(), project.imagesCompleted()),
        project.createdAt(),
        project.updatedAt());
  }
}
