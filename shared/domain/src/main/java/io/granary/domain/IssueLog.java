package io.granary.domain;

import io.granary.domain.Issue.Example;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts problems by code and keeps the first examples of each. Memory is bounded by the number of
 * codes. Not safe for use by several threads.
 */
public final class IssueLog {
  private static final int MAX_DETAIL = 300;

  private static final class Tally {
    private long count;
    private final List<Example> examples = new ArrayList<>();
  }

  private final Map<IssueCode, Tally> tallies = new EnumMap<>(IssueCode.class);

  /** Notes one occurrence; long texts are cut. */
  public void add(IssueCode code, String path, String annotation, String detail) {
    add(code, 1, List.of(new Example(path, annotation, detail)));
  }

  /** Notes {@code count} occurrences of which some are given as examples. */
  public void add(IssueCode code, long count, List<Example> examples) {
    Tally tally = tallies.computeIfAbsent(code, _ -> new Tally());
    tally.count += count;
    for (Example example : examples) {
      if (tally.examples.size() == Issue.MAX_EXAMPLES) {
        return;
      }
      tally.examples.add(
          new Example(cut(example.path()), cut(example.annotation()), cut(example.detail())));
    }
  }

  /** Adds all that another log has counted. */
  public void addAll(IssueLog other) {
    other.tallies.forEach((code, tally) -> add(code, tally.count, tally.examples));
  }

  /** How often the code was noted. */
  public long count(IssueCode code) {
    Tally tally = tallies.get(code);
    return tally == null ? 0 : tally.count;
  }

  public boolean isEmpty() {
    return tallies.isEmpty();
  }

  /**
   * The problems, in the order of {@link IssueCode}.
   *
   * @param looked how many things were looked at, for the share
   */
  public List<Issue> issues(long looked) {
    return tallies.entrySet().stream()
        .map(
            e ->
                new Issue(
                    e.getKey().name(),
                    e.getKey().severity(),
                    e.getValue().count,
                    looked <= 0 ? 0 : Math.min(1.0, (double) e.getValue().count / looked),
                    e.getKey().sentence(),
                    e.getValue().examples))
        .toList();
  }

  private static String cut(String text) {
    // PostgreSQL has no NUL in texts.
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= MAX_DETAIL ? clean : clean.substring(0, MAX_DETAIL) + "…";
  }
}
