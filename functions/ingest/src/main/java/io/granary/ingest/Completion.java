package io.granary.ingest;

import io.granary.database.AnnotationRepository;
import io.granary.database.AnnotationRepository.ClassCount;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.DatasetRepository.Counts;
import io.granary.database.Ingest;
import io.granary.database.IngestReport;
import io.granary.database.IngestSummary;
import io.granary.database.LabelClass;
import io.granary.database.Project;
import io.granary.database.ProjectRepository;
import io.granary.database.SampleRepository;
import io.granary.database.SampleRepository.FacetCount;
import io.granary.database.SampleRepository.Totals;
import io.granary.database.Statistics;
import io.granary.database.StatisticsRepository;
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
  private final DatasetRepository datasets;
  private final SampleRepository samples;
  private final AnnotationRepository annotations;
  private final ProjectRepository projects;
  private final StatisticsRepository statistics;

  Completion(
      DatasetRepository datasets,
      SampleRepository samples,
      AnnotationRepository annotations,
      ProjectRepository projects,
      StatisticsRepository statistics) {
    this.datasets = datasets;
    this.samples = samples;
    this.annotations = annotations;
    this.projects = projects;
    this.statistics = statistics;
  }

  /** What is told about the end. */
  record Completed(IngestSummary summary, IngestReport report, Counts counts) {}

  Completed complete(
      Handle handle,
      Ingest ingest,
      UUID project,
      AnnotationLoad.Loaded loaded,
      IssueLog issues,
      Instant now) {
    UUID dataset = ingest.datasetId();
    annotations.keepSampleCounts(handle, dataset);
    Totals totals = samples.totals(handle, dataset);
    List<LabelClass> classes = classes(handle, dataset, project, loaded.classes());
    makeProject(handle, ingest, project, loaded, totals, now);
    projects.insertClasses(handle, classes);
    String modality = java.util.Objects.requireNonNull(ingest.modality());
    statistics.save(
        handle,
        dataset,
        Json.write(
            Statistics.compute(
                statistics, handle, dataset, modality, totals, loaded.imported(), classes, now)),
        now);
    var found = issues.issues(totals.samples() + loaded.imported() + loaded.skipped());
    var summary =
        new IngestSummary(
            modality.equals("image") ? totals.samples() : 0,
            totals.samples() + totals.files(),
            folders(dataset),
            loaded.imported(),
            loaded.skipped(),
            loaded.repaired(),
            totals.bytes(),
            classes.size(),
            found);
    IngestReport.Detection detection = detection(loaded, modality);
    var report =
        new IngestReport(
            dataset,
            ingest.id(),
            "ready",
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
            loaded.imported(),
            classes.size());
    return new Completed(summary, report, counts);
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

  private void makeProject(
      Handle handle,
      Ingest ingest,
      UUID project,
      AnnotationLoad.Loaded loaded,
      Totals totals,
      Instant now) {
    String name =
        datasets
            .find(ingest.datasetId(), ingest.userId())
            .map(Dataset::name)
            .orElseThrow(() -> new IllegalStateException("The dataset is gone"));
    Map<String, Long> types = annotations.countByType(handle, ingest.datasetId());
    boolean hasShapes = types.containsKey("polygon") || types.containsKey("mask");
    String task = hasShapes ? "instance_segmentation" : "object_detection";
    projects.insert(
        handle,
        new Project(
            project,
            ingest.datasetId(),
            name,
            "image".equals(ingest.modality()) ? task : "classification",
            loaded.classes().size(),
            loaded.imported(),
            totals.samples() - totals.labeled(),
            0,
            totals.labeled(),
            1,
            now,
            now));
  }

  private Map<String, Long> folders(UUID dataset) {
    Map<String, Long> folders = new LinkedHashMap<>();
    for (FacetCount folder : samples.facet(dataset, "folder")) {
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
