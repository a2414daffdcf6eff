package io.granary.database;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code drops.result}, which is written beside the drop. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DropResult(
    String status,
    @Nullable UUID datasetId,
    @Nullable UUID jobId,
    @Nullable String code,
    @Nullable String detail,
    @Nullable JsonNode uploadSummary) {
  /** A drop that has become a dataset. */
  public static DropResult ready(UUID dataset, UUID job, JsonNode summary) {
    return new DropResult("ready", dataset, job, null, null, summary);
  }

  /** A drop that has not; without a dataset when it was refused before there was one. */
  public static DropResult error(
      @Nullable UUID dataset, @Nullable UUID job, String code, @Nullable String detail) {
    return new DropResult("error", dataset, job, code, detail, null);
  }
}
