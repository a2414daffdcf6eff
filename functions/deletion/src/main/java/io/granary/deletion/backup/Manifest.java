package io.granary.deletion.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Backup;
import io.granary.database.BackupContentRepository.Described;
import io.granary.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an archive says first: which dataset it has, and how much of what. */
record Manifest(
    String format,
    int version,
    Instant madeAt,
    About dataset,
    String digest,
    long sampleCount,
    long annotationCount,
    long sourceCount) {
  private static final String FORMAT = "granary-backup";
  private static final int VERSION = 1;

  /** The dataset in its own words; definition and tables are those of a dataset over tables. */
  record About(
      UUID id,
      String name,
      @Nullable String description,
      String kind,
      @Nullable String modality,
      String sourceType,
      List<String> tags,
      JsonNode metadata,
      JsonNode pipelineConfig,
      @Nullable String originalFilename,
      @Nullable String fileType,
      Instant createdAt,
      String owner,
      @Nullable JsonNode definition,
      @Nullable JsonNode tableSchemas) {}

  static Manifest of(Backup backup, Described d, String digest) {
    return new Manifest(
        FORMAT,
        VERSION,
        backup.createdAt(),
        new About(
            d.id(),
            d.name(),
            d.description(),
            d.kind(),
            d.modality(),
            d.sourceType(),
            d.tags(),
            Json.tree(d.metadata()),
            Json.tree(d.pipelineConfig()),
            d.originalFilename(),
            d.fileType(),
            d.createdAt(),
            d.owner(),
            tree(d.definition()),
            tree(d.tableSchemas())),
        digest,
        d.samples(),
        d.annotations(),
        d.sources());
  }

  private static @Nullable JsonNode tree(@Nullable String json) {
    return json == null ? null : Json.tree(json);
  }
}
