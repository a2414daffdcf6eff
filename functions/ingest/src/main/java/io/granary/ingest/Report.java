package io.granary.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.database.Ingest;
import io.granary.domain.Code;
import io.granary.domain.Issue;
import io.granary.domain.IssueLog;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to say about an import.
 *
 * @param plan how the source was divided
 * @param annotationFiles the verdict on each annotation file
 */
record Report(
    UUID datasetId,
    UUID ingestId,
    String status,
    @Nullable Failure error,
    @Nullable Summary summary,
    @Nullable Detection detection,
    Plan plan,
    List<AnnotationFile> annotationFiles,
    List<Issue> issues) {
  /** Why the import failed. */
  record Failure(Code code, String detail) {}

  /** The source as it was planned. */
  record Plan(@Nullable Integer parts, String root) {}

  /** What kind of set it was taken for, and why no other. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Detection(String format, double confidence, List<Rejected> rejected) {}

  /** A format that it was not taken for. */
  record Rejected(String format, String reason) {}

  /** What became of one annotation file. */
  record AnnotationFile(
      String path, String format, @Nullable String problem, long annotations, long imported) {}

  static Report failed(Ingest ingest, Code code, String detail, IssueLog issues) {
    return new Report(
        ingest.datasetId(),
        ingest.id(),
        "error",
        new Failure(code, detail),
        null,
        null,
        new Plan(ingest.partsPlanned(), ingest.root()),
        List.of(),
        issues.issues(0));
  }
}
