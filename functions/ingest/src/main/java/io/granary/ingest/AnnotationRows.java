package io.granary.ingest;

import io.granary.database.AnnotationRepository;
import io.granary.database.CopyRows;
import io.granary.database.Ingest;
import io.granary.domain.AnnotationState;
import io.granary.domain.Box;
import io.granary.domain.Ids;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationSink;
import io.granary.formats.annotations.ImportedAnnotation;
import io.granary.formats.annotations.SampleIndex;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes annotations by COPY on the connection of a transaction. While rows are on their way
 * nothing else can use it, so whoever wants to pauses them.
 */
final class AnnotationRows implements AnnotationSink, AutoCloseable {
  private final Handle handle;
  private final Ingest ingest;
  private final UUID project;
  private final SampleIndex samples;
  private final Instant now;
  private final List<UUID> classIds = new ArrayList<>();
  private @Nullable AnnotationImport source;
  private @Nullable CopyRows copy;
  private int lastSample = -1;
  private UUID lastSampleId = new UUID(0, 0);

  AnnotationRows(Handle handle, Ingest ingest, UUID project, SampleIndex samples, Instant now) {
    this.handle = handle;
    this.ingest = ingest;
    this.project = project;
    this.samples = samples;
    this.now = now;
  }

  /** The id that a class has in a project. */
  static UUID classId(UUID project, String name) {
    return Ids.derived(project, name);
  }

  /** Says whose annotations come. */
  void begin(AnnotationImport annotations) {
    source = annotations;
  }

  @Override
  public void accept(ImportedAnnotation annotation) {
    Box box = annotation.box();
    boolean isConfirmed = annotation.state() == AnnotationState.CONFIRMED;
    try {
      open()
          .add(ingest.datasetId())
          .add(annotation.id())
          .add(sampleId(annotation.sample()))
          .add(annotation.labelClass() < 0 ? null : classIdAt(annotation.labelClass()))
          .add(annotation.type().toString())
          .add(box == null ? Double.NaN : box.x())
          .add(box == null ? Double.NaN : box.y())
          .add(box == null ? Double.NaN : box.width())
          .add(box == null ? Double.NaN : box.height())
          .add(annotation.geometry())
          .add(annotation.attributes())
          .add(annotation.state().toString())
          .add(annotation.score() == null ? Double.NaN : annotation.score())
          .add(annotation.isCrowd())
          .add(annotation.sourceId())
          .add(ingest.userId())
          .add(now)
          .add(isConfirmed ? ingest.userId() : null)
          .add(isConfirmed ? now : null)
          .endRow();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write an annotation", e);
    }
  }

  private CopyRows open() throws SQLException {
    if (copy == null) {
      copy = new CopyRows(handle.getConnection(), AnnotationRepository.COPY_TARGET);
    }
    return copy;
  }

  /** Ends the rows that are on their way; more may follow. */
  void pause() {
    if (copy != null) {
      try {
        copy.finish();
        copy.close();
        copy = null;
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot write annotations", e);
      }
    }
  }

  /** Gives up what is on its way; after {@link #pause} that is nothing. */
  @Override
  public void close() {
    if (copy != null) {
      copy.close();
    }
  }

  private UUID sampleId(int sample) {
    if (sample != lastSample) {
      lastSample = sample;
      lastSampleId = samples.id(ingest.datasetId(), sample);
    }
    return lastSampleId;
  }

  private UUID classIdAt(int place) {
    while (classIds.size() <= place) {
      String name = Objects.requireNonNull(source).className(classIds.size());
      classIds.add(classId(project, name));
    }
    return classIds.get(place);
  }
}
