package io.granary.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Job;
import io.granary.database.JobRepository.LogLine;
import io.granary.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job as callers see it; the log is left out of lists. */
record JobView(
    UUID id,
    String kind,
    String status,
    int progressPercentage,
    @Nullable String message,
    @Nullable UUID datasetId,
    @Nullable UUID pipelineId,
    UUID createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable JsonNode result,
    @Nullable String resultPath,
    @Nullable Failure error,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<LogLine> log,
    JsonNode metadata) {
  /** Why a job failed. */
  record Failure(String code, @Nullable String detail) {}

  static JobView of(Job job, @Nullable List<LogLine> log) {
    return new JobView(
        job.id(),
        job.kind(),
        job.status(),
        job.progressPercentage(),
        job.message(),
        job.datasetId(),
        job.pipelineId(),
        job.createdBy(),
        job.createdAt(),
        job.startedAt(),
        job.completedAt(),
        job.result() == null ? null : Json.tree(job.result()),
        job.resultPath(),
        job.errorCode() == null ? null : new Failure(job.errorCode(), job.errorDetail()),
        log,
        Json.tree(job.metadata()));
  }
}
