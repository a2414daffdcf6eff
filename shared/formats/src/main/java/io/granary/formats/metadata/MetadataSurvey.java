package io.granary.formats.metadata;

import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.csv.UnreadableTableException;

/** What the rows of a metadata file have. */
final class MetadataSurvey implements MetadataRows.Visitor {
  private final String path;
  private final SampleIndex samples;
  private final long most;
  private long rows;
  private long good;
  private boolean hasFiles;
  private boolean hasAnnotations;
  private boolean hasObjects;
  private String problem = "";

  /**
   * @param most how many rows to look at
   */
  MetadataSurvey(String path, SampleIndex samples, long most) {
    this.path = path;
    this.samples = samples;
    this.most = most;
  }

  @Override
  public boolean visit(long line, MetadataRow row) {
    good++;
    // One that is there is enough to know.
    hasFiles = hasFiles || samples.find(row.file(), path, 0, 0) >= 0;
    hasAnnotations |= row.isAnnotated();
    hasObjects |= !row.objects().all().isEmpty();
    return ++rows < most;
  }

  @Override
  public boolean unreadable(long line, String why) {
    problem = problem.isEmpty() ? "Line %d: %s".formatted(line, why) : problem;
    return ++rows < most;
  }

  boolean hasFiles() {
    return hasFiles;
  }

  boolean hasAnnotations() {
    return hasAnnotations;
  }

  boolean hasObjects() {
    return hasObjects;
  }

  /**
   * @throws UnreadableTableException when no row can be read
   */
  void refuseUseless() throws UnreadableTableException {
    if (good == 0 && rows > 0) {
      throw new UnreadableTableException("No row can be read. " + problem);
    }
  }
}
