package io.granary.formats.granary;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of a backup, one a sample. A line is gone through twice, first for what it says
 * of the sample and whether all of it can be read, so that one annotation is held at a time. A
 * sample may have several lines.
 */
final class SampleLines implements BoundedLines.Visitor {
  private final AnnotationImport target;
  private final ClassesFile classes;
  private final String file;

  /** The samples that were listed. */
  private final BitSet listed;

  SampleLines(AnnotationImport target, ClassesFile classes, String file, BitSet listed) {
    this.target = target;
    this.classes = classes;
    this.file = file;
    this.listed = listed;
  }

  @Override
  public void unreadable(long number, String problem) {
    target.skip(IssueCode.ROW_UNREADABLE, "line " + number, problem);
  }

  @Override
  public void line(long number, String text) {
    var head = new Head();
    try {
      BackupJson.read(text, head::take);
      if (head.path.isEmpty()) {
        throw new UnreadableBackupException("It names no path");
      }
    } catch (UnreadableBackupException e) {
      unreadable(number, e.problem());
      return;
    }
    int sample = target.samples().findPath(head.path);
    if (sample == SampleIndex.NONE) {
      target
          .issues()
          .add(
              IssueCode.BACKUP_SAMPLE_MISSING,
              head.path,
              "",
              "%s lists it at line %d".formatted(file, number));
    } else {
      take(sample, head);
    }
    try {
      BackupJson.read(text, (field, value) -> annotate(sample, head.path, field, value));
    } catch (UnreadableBackupException e) {
      throw new IllegalStateException("Cannot read a line that was read: " + e.problem(), e);
    }
  }

  private void take(int sample, Head head) {
    listed.set(sample);
    target.restoreSplit(sample, head.split);
    if (target.samples().isOther(sample, head.sha256)) {
      target
          .issues()
          .add(
              IssueCode.BACKUP_SAMPLE_CHANGED,
              head.path,
              "",
              "It has not the SHA-256 " + head.sha256);
    }
  }

  private void annotate(int sample, String path, String field, JsonParser value)
      throws IOException {
    if (!field.equals("annotations") || value.currentToken() != JsonToken.START_ARRAY) {
      value.skipChildren();
      return;
    }
    while (value.nextToken() != JsonToken.END_ARRAY) {
      StoredAnnotation read = StoredAnnotation.read(value);
      target.restore(read.source(sample, path, classes, target.samples()), read.state());
    }
  }

  /** What a line says of its sample. */
  private static final class Head {
    private String path = "";
    private @Nullable String split;
    private String sha256 = "";

    void take(String field, JsonParser value) throws IOException {
      switch (field) {
        case "path" -> path = BackupJson.text(value);
        case "split" ->
            split = value.currentToken() == JsonToken.VALUE_NULL ? null : BackupJson.text(value);
        case "sha256" -> sha256 = BackupJson.text(value);
        default -> value.skipChildren();
      }
    }
  }
}
