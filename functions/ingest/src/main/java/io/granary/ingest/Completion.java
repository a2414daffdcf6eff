package io.granary.ingest;

import io.granary.database.AnnotationRepository;
import io.granary.database.AnnotationRepository.ClassCount;
import io.granary.database.DatasetRepository.Counts;
import io.granary.database.Ingest;
import io.granary.database.IngestReport;
import io.granary.database.IngestSummary;
import io.granary.database.LabelClass;
import io.granary.database.Project;
import io.granary.database.ProjectRepository;
import io.granary.database.SampleRepository.FacetCount;
import io.granary.database.Statistics;
import io.granary.database.StatisticsRepository;
import io.granary.database.TotalsRepository;
import io.granary.database.TotalsRepository.Totals;
import io.granary.domain.IssueLog;
import io.granary.formats.annotations.ImportedClass;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes what is known about a dataset once its samples and annotations are there. */
@Singleton
final class Completion {
  private final TotalsRepository rows;
  private final AnnotationRepository annotations;
  private final ProjectRepository projects;
  private final StatisticsRepository statistics;

  Completion(
      TotalsRepository rows,
      AnnotationRepository annotations,
      ProjectRepository projects,
      StatisticsRepository statistics) {
    this.rows = rows;
    this.annotations = annotations;
    this.projects = projects;
    this.statistics = statistics;
  }

  /**
   * What is told about the end.
   *
   * @param brought samples that are new or changed
   */
  record Completed(IngestSummary summary, IngestReport report, Counts counts, long brought) {}

  Completed complete(
      Handle handle,
      Ingest ingest,
      UUID project,
      String name,
      AnnotationLoad.Loaded loaded,
      IssueLog issues,
      Instant now) {
    UUID dataset = ingest.datasetId();
    annotations.keepSampleCounts(handle, dataset);
    Totals totals = rows.ofDataset(handle, dataset);
    Totals brought = rows.ofIngest(handle, ingest);
    long annotated = annotations.count(handle, dataset);
    List<LabelClass> classes = classes(handle, dataset, project, loaded.classes());
    keepProject(handle, ingest, project, name, classes.size(), totals, annotated, now);
    projects.saveClasses(handle, classes);
    String modality = java.util.Objects.requireNonNull(ingest.modality());
    statistics.save(
        handle,
        dataset,
        Json.write(
            Statistics.compute(
                statistics, handle, dataset, modality, totals, annotated, classes, now)),
        now);
    var found = issues.issues(brought.samples() + loaded.imported() + loaded.skipped());
    var summary =
        new IngestSummary(
            modality.equals("image") ? brought.samples() : 0,
            brought.samples() + brought.files(),
            folders(handle, ingest),
            loaded.imported(),
            loaded.skipped(),
            loaded.repaired(),
            brought.bytes(),
            classes.size(),
            found);
    IngestReport.Detection detection = detection(loaded, modality);
    var report =
        new IngestReport(
            ingest.dryRun() && ingest.mode() == Ingest.Mode.CREATE ? null : dataset,
            ingest.id(),
            ingest.dryRun() ? "dry_run" : "ready",
            null,
            summary,
            detection,
            new IngestReport.Plan(ingest.partsPlanned(), ingest.root()),
            loaded.files(),
            found);
    var counts =
        new Counts(
            modality,
            "raw/%s/%s/".formatted(ingest.userId(), dataset),
            Json.write(detection),
            totals.bytes(),
            totals.samples(),
            annotated,
            classes.size());
    return new Completed(summary, report, counts, brought.samples());
  }

  private List<LabelClass> classes(
      Handle handle, UUID dataset, UUID project, List<ImportedClass> imported) {
    Map<UUID, ClassCount> counts =
        annotations.countByClass(handle, dataset).stream()
            .collect(Collectors.toMap(ClassCount::classId, Function.identity()));
    List<LabelClass> classes = new ArrayList<>();
    for (ImportedClass each : imported) {
      UUID id = AnnotationLoad.classId(project, each.name());
      ClassCount count = counts.getOrDefault(id, new ClassCount(id, 0, 0));
      classes.add(
          new LabelClass(
              id,
              project,
              dataset,
              classes.size(),
              each.name(),
              Colors.of(classes.size()),
              each.supercategory(),
              each.sourceId(),
              count.annotations(),
              count.samples()));
    }
    return classes;
  }

  private void keepProject(
      Handle handle,
      Ingest ingest,
      UUID project,
      String name,
      int classes,
      Totals totals,
      long annotated,
      Instant now) {
    Map<String, Long> types = annotations.countByType(handle, ingest.datasetId());
    boolean hasShapes = types.containsKey("polygon") || types.containsKey("mask");
    String task = hasShapes ? "instance_segmentation" : "object_detection";
    projects.save(
        handle,
        new Project(
            project,
            ingest.datasetId(),
            name,
            "image".equals(ingest.modality()) ? task : "classification",
            classes,
            annotated,
            totals.samples() - totals.labeled(),
            0,
            totals.labeled(),
            1,
            now,
            now));
  }

  private Map<String, Long> folders(Handle handle, Ingest ingest) {
    Map<String, Long> folders = new LinkedHashMap<>();
    for (FacetCount folder : rows.folders(handle, ingest)) {
      folders.put(folder.value(), folder.count());
    }
    return folders;
  }

  private static IngestReport.Detection detection(AnnotationLoad.Loaded loaded, String modality) {
    if (loaded.hasRead("coco")) {
      return new IngestReport.Detection("coco", 1.0, List.of());
    }
    String reason =
        loaded.files().isEmpty()
            ? "there is no JSON file"
            : "no JSON file lists images with annotations or categories";
    return new IngestReport.Detection(
        modality.equals("image") ? "image_folder" : "text_folder",
        loaded.files().isEmpty() ? 1.0 : 0.5,
        List.of(new IngestReport.Rejected("coco", reason)));
  }
}
