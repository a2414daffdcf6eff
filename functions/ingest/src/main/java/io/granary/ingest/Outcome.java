package io.granary.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The result that is written beside a drop. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(
    String status,
    @Nullable UUID datasetId,
    @Nullable UUID jobId,
    @Nullable String code,
    @Nullable String detail,
    @Nullable JsonNode uploadSummary) {
  static Outcome ready(UUID dataset, UUID job, JsonNode summary) {
    return new Outcome("ready", dataset, job, null, null, summary);
  }

  static Outcome error(
      @Nullable UUID dataset, @Nullable UUID job, String code, @Nullable String detail) {
    return new Outcome("error", dataset, job, code, detail, null);
  }
}
