package io.granary.datasets;

import io.granary.database.Sample;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sample as callers see it; width and height are upright, in pixels. */
record SampleView(
    UUID id,
    UUID datasetId,
    String path,
    String folder,
    @Nullable String split,
    String modality,
    long size,
    String sha256,
    String mediaType,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Integer storedWidth,
    @Nullable Integer storedHeight,
    @Nullable Integer orientation,
    @Nullable Double durationS,
    @Nullable Integer sampleRate,
    @Nullable Integer channels,
    @Nullable Integer frames,
    @Nullable String language,
    @Nullable Long characters,
    boolean labeled,
    int annotationCount,
    List<String> issues,
    Instant createdAt) {
  static SampleView of(Sample row) {
    return new SampleView(
        row.id(),
        row.datasetId(),
        row.path(),
        row.folder(),
        row.split(),
        row.modality(),
        row.size(),
        row.sha256(),
        row.mediaType(),
        row.width(),
        row.height(),
        row.storedWidth(),
        row.storedHeight(),
        row.orientation(),
        null,
        null,
        null,
        row.frames(),
        null,
        row.characters(),
        row.annotationCount() > 0,
        row.annotationCount(),
        row.issues(),
        row.createdAt());
  }
}
