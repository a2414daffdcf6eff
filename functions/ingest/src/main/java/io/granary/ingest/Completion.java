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
import io.granary.formats.annotations.FileVerdict;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Match;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Writes what is known about a dataset once its samples and annotations are there. */
@Singleton
final class Completion {
  private static final double LEAST_CONFIDENCE = 0.2;

  private final TotalsRepository rows;
  private final AnnotationRepository annotations;
  private final ProjectRepository projects;
  private final StatisticsRepository statistics;
  private final BackupCompletion backups;

  Completion(
      TotalsRepository rows,
      AnnotationRepository annotations,
      ProjectRepository projects,
      StatisticsRepository statistics,
      BackupCompletion backups) {
    this.rows = rows;
    this.annotations = annotations;
    this.projects = projects;
    this.statistics = statistics;
    this.backups = backups;
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
    loaded.backup().ifPresent(backup -> backups.complete(handle, ingest, backup, issues));
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
            loaded.files().stream().map(Completion::view).toList(),
            loaded.fileCount(),
            found);
    var counts =
        new Counts(
            modality,
            "raw/%s/%s/".formatted(ingest.userId(), dataset),
            Json.write(detection),
            totals.bytes(),
            totals.files(),
            totals.fileBytes(),
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
      UUID id = AnnotationRows.classId(project, each.name());
      ClassCount count = counts.getOrDefault(id, new ClassCount(id, 0, 0));
      classes.add(
          new LabelClass(
              id,
              project,
              dataset,
              classes.size(),
              each.name(),
              each.color() == null ? Colors.of(classes.size()) : each.color(),
              each.supercategory(),
              each.sourceId(),
              each.keypoints(),
              each.skeleton().stream().flatMap(e -> Stream.of(e.from(), e.to())).toList(),
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
    projects.save(
        handle,
        new Project(
            project,
            ingest.datasetId(),
            name,
            task(types, "image".equals(ingest.modality())),
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

  /** What a set is annotated for, by the kind that asks for most. */
  private static String task(Map<String, Long> types, boolean isOfImages) {
    if (types.containsKey("keypoints")) {
      return "keypoint_detection";
    }
    if (types.containsKey("polygon") || types.containsKey("mask")) {
      return "instance_segmentation";
    }
    if (types.containsKey("class") || !isOfImages) {
      return "classification";
    }
    return types.keySet().equals(Set.of("caption")) ? "captioning" : "object_detection";
  }

  private static IngestReport.AnnotationFile view(FileVerdict file) {
    return new IngestReport.AnnotationFile(
        file.path(), file.format(), file.problem(), file.annotations(), file.imported());
  }

  /** A set of no annotation format is what its samples are; a doubt says that files were unread. */
  private static IngestReport.Detection detection(AnnotationLoad.Loaded loaded, String modality) {
    List<IngestReport.Rejected> rejected = new ArrayList<>();
    Optional<Match> chosen =
        loaded.detection().chosen().filter(match -> match.confidence() >= LEAST_CONFIDENCE);
    if (chosen.isEmpty()) {
      loaded.detection().chosen().ifPresent(match -> rejected.add(rejected(match)));
    }
    loaded.detection().rejected().forEach(match -> rejected.add(rejected(match)));
    return chosen
        .map(match -> new IngestReport.Detection(match.format(), match.confidence(), rejected))
        .orElseGet(
            () ->
                new IngestReport.Detection(
                    modality + "_folder", loaded.fileCount() == 0 ? 1.0 : 0.5, rejected));
  }

  private static IngestReport.Rejected rejected(Match match) {
    return new IngestReport.Rejected(match.format(), match.reason());
  }
}
