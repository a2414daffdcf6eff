package io.granary.database;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code samples}.
 *
 * @param path exact path in the dataset
 * @param objectKey where its bytes are
 * @param size bytes
 * @param width upright width in pixels, after EXIF; null for what is no picture
 * @param orientation EXIF orientation, 1 to 8
 * @param characters Unicode characters of a text
 */
public record Sample(
    UUID datasetId,
    UUID id,
    UUID ingestId,
    String path,
    String folder,
    @Nullable String split,
    String modality,
    String objectKey,
    long size,
    String sha256,
    String mediaType,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Integer storedWidth,
    @Nullable Integer storedHeight,
    @Nullable Integer orientation,
    @Nullable Integer frames,
    @Nullable Long characters,
    List<String> issues,
    int annotationCount,
    Instant createdAt) {}
