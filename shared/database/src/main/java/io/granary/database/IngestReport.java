package io.granary.database;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.granary.domain.Code;
import io.granary.domain.Issue;
import io.granary.domain.IssueLog;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to say about an import: the JSON of {@code ingests.report}.
 *
 * @param plan how the source was divided
 * @param annotationFiles the verdicts on annotation files, of many only some; those that were
 *     refused come first
 * @param annotationFileCount how many annotation files there are
 */
public record IngestReport(
    @Nullable UUID datasetId,
    UUID ingestId,
    String status,
    @Nullable Failure error,
    @Nullable IngestSummary summary,
    @Nullable Detection detection,
    Plan plan,
    List<AnnotationFile> annotationFiles,
    long annotationFileCount,
    List<Issue> issues) {
  /** Why the import failed. */
  public record Failure(Code code, String detail) {}

  /** The source as it was planned. */
  public record Plan(@Nullable Integer parts, String root) {}

  /** What kind of set it was taken for, and why no other. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Detection(String format, double confidence, List<Rejected> rejected) {}

  /** A format that it was not taken for. */
  public record Rejected(String format, String reason) {}

  /** What became of one annotation file. */
  public record AnnotationFile(
      String path, String format, @Nullable String problem, long annotations, long imported) {}

  /** The report on an import that has ended without a dataset. */
  public static IngestReport failed(Ingest ingest, Code code, String detail, IssueLog issues) {
    return new IngestReport(
        ingest.dryRun() && ingest.mode() == Ingest.Mode.CREATE ? null : ingest.datasetId(),
        ingest.id(),
        "error",
        new Failure(code, detail),
        null,
        null,
        new Plan(ingest.partsPlanned(), ingest.root()),
        List.of(),
        0,
        issues.issues(0));
  }
}
