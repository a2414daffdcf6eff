package io.granary.ingest;

import io.granary.database.AnnotationRepository;
import io.granary.database.CopyRows;
import io.granary.database.Ingest;
import io.granary.database.IngestReport;
import io.granary.database.LabelClass;
import io.granary.database.SampleRepository;
import io.granary.database.SourceFile;
import io.granary.database.SourceFileRepository;
import io.granary.domain.Ids;
import io.granary.domain.IssueLog;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.ImportedAnnotation;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.coco.CocoReader;
import io.granary.formats.coco.CocoVerdict;
import io.granary.storage.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the annotation files of an ingest and writes what is good in them by COPY. */
final class AnnotationLoad {
  /** Files of this kind are looked at. */
  static final String SUFFIX = ".json";

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

  /** What came of it. */
  record Loaded(
      long imported,
      long skipped,
      long repaired,
      List<ImportedClass> classes,
      List<IngestReport.AnnotationFile> files) {
    boolean hasRead(String format) {
      return files.stream().anyMatch(file -> file.format().equals(format));
    }
  }

  /**
   * Reads the annotation files, within the handle's transaction. An addition's are read for all
   * samples; those that were there before are read again for the samples that are new.
   *
   * @param known the classes that the project has already, in their order
   */
  Loaded load(UUID project, List<LabelClass> known, IssueLog issues) {
    List<SourceFile> files =
        new ArrayList<>(sourceFiles.endingWith(handle, ingest.datasetId(), SUFFIX));
    if (files.isEmpty()) {
      return new Loaded(0, 0, 0, known.stream().map(AnnotationLoad::imported).toList(), List.of());
    }
    // Keypoints first: where another file has the same annotation too, theirs says more of it.
    files.sort(
        Comparator.comparing((SourceFile file) -> !file.path().contains("person_keypoints"))
            .thenComparing(SourceFile::path));
    var index = new SampleIndex();
    var fresh = new BitSet();
    samples.forEach(
        handle,
        ingest.datasetId(),
        sample -> {
          fresh.set(index.size(), sample.ingestId().equals(ingest.id()));
          index.add(
              sample.path(),
              sample.width() == null ? 0 : sample.width(),
              sample.height() == null ? 0 : sample.height());
        });
    var writer = new Writer(index, project);
    var target = new AnnotationImport(ingest.datasetId(), index, issues, writer::write);
    known.forEach(labelClass -> target.declare(imported(labelClass)));
    annotations.forEachId(handle, ingest.datasetId(), target::know);
    try (var rows = new CopyRows(handle.getConnection(), AnnotationRepository.COPY_TARGET)) {
      writer.rows = rows;
      writer.target = target;
      List<IngestReport.AnnotationFile> read = new ArrayList<>();
      for (SourceFile file : files) {
        if (file.ingestId().equals(ingest.id())) {
          target.takeAll();
          long before = target.imported();
          CocoVerdict verdict = read(file, target);
          read.add(
              new IngestReport.AnnotationFile(
                  file.path(),
                  verdict.format(),
                  verdict.problem(),
                  verdict.annotations(),
                  target.imported() - before));
        } else if (!fresh.isEmpty()) {
          target.takeOnly(fresh::get);
          read(file, target);
        }
      }
      rows.finish();
      return new Loaded(
          target.imported(), target.skipped(), target.repaired(), target.classes(), read);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read an annotation file", e);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write annotations", e);
    }
  }

  private CocoVerdict read(SourceFile file, AnnotationImport target) throws IOException {
    return CocoReader.read(() -> objects.open(file.objectKey()), file.path(), target);
  }

  private static ImportedClass imported(LabelClass known) {
    return new ImportedClass(
        known.name(), known.supercategory(), known.sourceId() == null ? "" : known.sourceId());
  }

  /** The id that a class has in a project. */
  static UUID classId(UUID project, String name) {
    return Ids.derived(project, name);
  }

  private final class Writer {
    private final SampleIndex index;
    private final UUID project;
    private final List<UUID> classIds = new ArrayList<>();
    private @Nullable CopyRows rows;
    private @Nullable AnnotationImport target;
    private int lastSample = -1;
    private UUID lastSampleId = new UUID(0, 0);

    Writer(SampleIndex index, UUID project) {
      this.index = index;
      this.project = project;
    }

    void write(ImportedAnnotation annotation) {
      try {
        java.util.Objects.requireNonNull(rows)
            .add(ingest.datasetId())
            .add(annotation.id())
            .add(sampleId(annotation.sample()))
            .add(classIdAt(annotation.labelClass()))
            .add(annotation.type().toString())
            .add(annotation.box().x())
            .add(annotation.box().y())
            .add(annotation.box().width())
            .add(annotation.box().height())
            .add(annotation.geometry())
            .add(annotation.attributes())
            .add(annotation.score() == null ? Double.NaN : annotation.score())
            .add(annotation.isCrowd())
            .add(annotation.sourceId())
            .add(ingest.userId())
            .add(now)
            .add(ingest.userId())
            .add(now)
            .endRow();
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot write an annotation", e);
      }
    }

    private UUID sampleId(int sample) {
      if (sample != lastSample) {
        lastSample = sample;
        lastSampleId = index.id(ingest.datasetId(), sample);
      }
      return lastSampleId;
    }

    private UUID classIdAt(int place) {
      while (classIds.size() <= place) {
        String name =
            java.util.Objects.requireNonNull(target).classes().get(classIds.size()).name();
        classIds.add(classId(project, name));
      }
      return classIds.get(place);
    }
  }
}
