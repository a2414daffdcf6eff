package io.granary.deletion;

import io.granary.database.TrashRepository.Kept;
import io.granary.database.dependants.Dependant.Finding;
import io.granary.database.dependants.Dependant.Found;
import io.granary.database.dependants.Dependant.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What goes with a dataset, and what depends on it. Counts are those that are kept; lists have the
 * first 100.
 *
 * @param imagesCount samples that are images
 * @param snapshotsCount frozen states of its annotations
 * @param versionsCount frozen states of the dataset and of its annotations
 * @param storageBytes of all objects
 * @param storageByKind the same by samples, files that came with them, and archives they came in
 * @param blockers what forbids the deletion; an admin's force passes
 * @param warnings what the deletion does besides
 */
record Impact(
    UUID datasetId,
    String datasetName,
    long imagesCount,
    long samplesCount,
    long annotationsCount,
    long snapshotsCount,
    long versionsCount,
    VersionsByKind versions,
    long projectsCount,
    List<UUID> projectIds,
    long exportsCount,
    long storageBytes,
    Map<String, Long> storageByKind,
    List<Finding> blockers,
    List<Finding> warnings,
    List<Item> pipelines,
    long pipelinesCount,
    List<Item> schedules,
    long schedulesCount,
    List<Item> mlflowRuns,
    long mlflowRunsCount,
    List<Item> runningJobs,
    long runningJobsCount,
    List<Item> derivedDatasets,
    long derivedDatasetsCount,
    List<Item> shares,
    long sharesCount) {
  /** How many versions there are of what. */
  record VersionsByKind(long dataset, long annotation) {}

  /**
   * Puts it together.
   *
   * @param found by the names of the kinds; a kind that is not there has none
   * @param archiveBytes of archives that lie beside what was made of them
   */
  static Impact of(
      Kept dataset,
      Map<String, Found> found,
      List<Finding> blockers,
      List<Finding> warnings,
      long archiveBytes) {
    var some = new Some(found);
    Map<String, Long> storage = new LinkedHashMap<>();
    storage.put("samples", dataset.fileSize() - dataset.sourceBytes());
    storage.put("files", dataset.sourceBytes());
    storage.put("archives", archiveBytes);
    long snapshots = some.count("snapshots");
    return new Impact(
        dataset.id(),
        dataset.name(),
        dataset.images(),
        dataset.totalSamples(),
        dataset.annotationCount(),
        snapshots,
        some.count("versions") + snapshots,
        new VersionsByKind(some.count("versions"), snapshots),
        some.count("projects"),
        some.first("projects").stream().map(Item::id).toList(),
        some.count("exports"),
        dataset.fileSize() + archiveBytes,
        storage,
        blockers,
        warnings,
        some.first("pipelines"),
        some.count("pipelines"),
        some.first("schedules"),
        some.count("schedules"),
        some.first("mlflow_runs"),
        some.count("mlflow_runs"),
        some.first("running_jobs"),
        some.count("running_jobs"),
        some.first("derived_datasets"),
        some.count("derived_datasets"),
        some.first("shares"),
        some.count("shares"));
  }

  private record Some(Map<String, Found> found) {
    long count(String name) {
      return found.getOrDefault(name, Found.NONE).count();
    }

    List<Item> first(String name) {
      return found.getOrDefault(name, Found.NONE).first();
    }
  }
}
