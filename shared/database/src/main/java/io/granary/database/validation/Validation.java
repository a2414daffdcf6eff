package io.granary.database.validation;

import io.granary.domain.Issue;
import io.granary.domain.Issue.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is wrong with a dataset as it was at a time.
 *
 * @param passed whether nothing that was found is an error
 * @param issues errors first, then warnings, then what is only good to know
 */
public record Validation(UUID datasetId, Instant validatedAt, boolean passed, List<Issue> issues) {
  public Validation {
    issues = List.copyOf(issues);
  }

  static Validation of(UUID dataset, Instant at, List<Issue> issues) {
    return new Validation(
        dataset, at, issues.stream().noneMatch(i -> i.severity() == Severity.ERROR), issues);
  }

  /** How many kinds of problems there are of a severity. */
  public long count(Severity severity) {
    return issues.stream().filter(issue -> issue.severity() == severity).count();
  }
}
