package io.granary.ingest;

import io.granary.database.AnnotationRepository;
import io.granary.database.Ingest;
import io.granary.database.LabelClass;
import io.granary.database.SampleRepository;
import io.granary.database.SourceFileRepository;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.formats.Formats;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Detection;
import io.granary.formats.annotations.FileVerdict;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.ImportedClass.Edge;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.granary.BackupManifest;
import io.granary.formats.granary.GranaryReader;
import io.granary.storage.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the format of an ingest's annotations, and writes what is good in them. */
final class AnnotationLoad {
  private final Handle handle;
  private final SampleRepository samples;
  private final SourceFileRepository sourceFiles;
  private final AnnotationRepository annotations;
  private final Objects objects;
  private final Ingest ingest;
  private final Instant now;

  AnnotationLoad(
      Handle handle,
      SampleRepository samples,
      SourceFileRepository sourceFiles,
      AnnotationRepository annotations,
      Objects objects,
      Ingest ingest,
      Instant now) {
    this.handle = handle;
    this.samples = samples;
    this.sourceFiles = sourceFiles;
    this.annotations = annotations;
    this.objects = objects;
    this.ingest = ingest;
    this.now = now;
  }

  /**
   * What came of it.
   *
   * @param files of many only some
   * @param backup what a backup that came says about the dataset; empty when none came
   */
  record Loaded(
      long imported,
      long skipped,
      long repaired,
      List<ImportedClass> classes,
      Detection detection,
      List<FileVerdict> files,
      long fileCount,
      Optional<BackupManifest> backup) {}

  /**
   * Reads the annotations, within the handle's transaction. An addition's are read for all samples;
   * those that were there before are read again for the samples that are new.
   *
   * @param known the classes that the project has already, in their order
   */
  Loaded load(UUID project, List<LabelClass> known, IssueLog issues) {
    var index = new SampleIndex();
    var fresh = new BitSet();
    samples.forEach(
        handle,
        ingest.datasetId(),
        sample -> {
          fresh.set(index.size(), sample.ingestId().equals(ingest.id()));
          index.add(
              sample.path(),
              orElse(sample.width(), 0),
              orElse(sample.height(), 0),
              orElse(sample.orientation(), 1),
              sample.sha256());
        });
    try (var rows = new AnnotationRows(handle, ingest, project, index, now)) {
      var target = new AnnotationImport(ingest.datasetId(), index, fresh::get, issues, rows);
      rows.begin(target);
      var before = new KnownAnnotations(ingest.datasetId(), index, target);
      known.forEach(each -> before.declare(each.id(), target.declare(imported(each))));
      annotations.forEachKnown(handle, ingest.datasetId(), before::add);
      var files =
          new StoredFiles(
              handle, sourceFiles, objects, ingest.datasetId(), ingest.id(), rows::pause);
      Detection detection = Detection.of(Formats.all(), files, index, ingest.wantedFormat());
      AnnotationReader reader = detection.chosen().map(Match::reader).orElse(null);
      if (reader != null) {
        reader.read(files, target);
      }
      for (Match other : detection.asSure()) {
        issues.add(
            IssueCode.FORMAT_AMBIGUOUS,
            "",
            "",
            "The set fits %s as well, which was not read: %s"
                .formatted(other.format(), other.reason()));
      }
      rows.pause();
      noteIgnored(files, reader, issues);
      samples.giveSplits(
          handle,
          ingest.datasetId(),
          given ->
              target
                  .splits()
                  .forEach(
                      (sample, split) ->
                          given.accept(index.id(ingest.datasetId(), sample), split)));
      return new Loaded(
          target.imported(),
          target.skipped(),
          target.repaired(),
          target.classes(),
          detection,
          target.files(),
          target.fileCount(),
          reader instanceof GranaryReader backup ? backup.manifest() : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read an annotation file", e);
    }
  }

  private static void noteIgnored(
      StoredFiles files, @Nullable AnnotationReader reader, IssueLog issues) {
    files.list(
        file -> {
          if (file.isNew() && (reader == null || !reader.uses(file.path()))) {
            issues.add(IssueCode.FILE_IGNORED, file.path(), "", "Kept among the source files");
          }
        });
  }

  private static int orElse(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  private static ImportedClass imported(LabelClass known) {
    List<Edge> skeleton = new ArrayList<>();
    for (int i = 0; i + 1 < known.skeleton().size(); i += 2) {
      skeleton.add(new Edge(known.skeleton().get(i), known.skeleton().get(i + 1)));
    }
    return new ImportedClass(
        known.name(),
        known.supercategory(),
        known.sourceId() == null ? "" : known.sourceId(),
        known.color(),
        known.keypoints(),
        skeleton);
  }
}
