package io.granary.formats.metadata;

import com.fasterxml.jackson.core.JsonParser;
import io.granary.domain.Issue.Example;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.csv.TableSplit;
import io.granary.formats.csv.UnreadableTableException;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one metadata file, twice: first whether all of it can be read, then its rows. A row that
 * makes no sense is an issue and leaves the others as they are.
 */
final class MetadataReader implements MetadataRows.Visitor {
  /** Longer attributes of a row are those of its first annotation only. */
  private static final int SHARED = 1000;

  private final SetFile file;
  private final Content content;
  private final AnnotationImport target;
  private final MetadataClasses classes;
  private final TableSplit split;
  private long passed;
  private long firstPassed;

  MetadataReader(SetFile file, Content content, CardClasses card, AnnotationImport target) {
    this.file = file;
    this.content = content;
    this.target = target;
    this.classes = new MetadataClasses(file.path(), target, card);
    this.split = new TableSplit(file, target);
  }

  /**
   * @throws IOException when the content cannot be fetched
   */
  void read() throws IOException {
    target.beginFile(file, MetadataFormat.NAME, "metadata");
    var survey = new MetadataSurvey(file.path(), target.samples(), Long.MAX_VALUE);
    try {
      MetadataRows.read(file.path(), content, survey);
      survey.refuseUseless();
    } catch (UnreadableTableException e) {
      target.refuse(file, "unreadable", IssueCode.ANNOTATION_FILE_UNREADABLE, e.problem());
      return;
    }
    MetadataRows.read(file.path(), content, this);
    if (passed > 0) {
      target
          .issues()
          .add(
              IssueCode.ROW_WITHOUT_ANNOTATION,
              passed,
              List.of(
                  new Example(
                      file.path(), "line " + firstPassed, "Neither label nor objects nor text")));
    }
    target.endFile();
  }

  @Override
  public boolean unreadable(long line, String problem) {
    target.skip(IssueCode.ROW_UNREADABLE, "line " + line, problem);
    return true;
  }

  @Override
  public boolean visit(long line, MetadataRow row) {
    int sample = target.samples().find(row.file(), file.path(), 0, 0);
    if (sample >= 0) {
      split.give(sample, row.split());
    }
    if (!row.isAnnotated()) {
      firstPassed = passed == 0 ? line : firstPassed;
      passed++;
    }
    List<SourceAnnotation> all = annotations(sample, row);
    if (sample < 0 && all.isEmpty()) {
      target
          .issues()
          .add(
              IssueCode.IMAGE_FILE_MISSING,
              file.path(),
              "line " + line,
              "No file '%s'".formatted(row.file()));
    }
    String shared = all.isEmpty() ? "{}" : row.attributes();
    for (SourceAnnotation annotation : all) {
      target.add(annotation.withAttributes(joined(annotation.attributes(), shared)));
      shared = shared.length() <= SHARED ? shared : "{}";
    }
    return true;
  }

  private List<SourceAnnotation> annotations(int sample, MetadataRow row) {
    List<SourceAnnotation> all = new ArrayList<>();
    String name = row.file();
    for (MetadataRow.Labelled label : row.labels()) {
      all.add(
          SourceAnnotation.of(
              sample, name, classes.place(label), label.cell().text(), new Label()));
    }
    for (String text : row.captions()) {
      all.add(SourceAnnotation.of(sample, name, SourceAnnotation.NO_CLASS, "", new Caption(text)));
    }
    for (SourceObject object : row.objects().all()) {
      all.add(annotation(sample, name, row.objects(), object));
    }
    return all;
  }

  private SourceAnnotation annotation(
      int sample, String name, SourceObjects objects, SourceObject object) {
    return new SourceAnnotation(
        object.id(),
        sample,
        name,
        classes.placeOfObject(object.labelClass(), objects),
        object.labelClass().text(),
        object.box(),
        (Shape) null,
        false,
        object.attributes(),
        object.score(),
        object.isCrowd());
  }

  /** Both objects in one; of a name in both, the first counts. */
  private static String joined(String own, String shared) {
    if (own.equals("{}") || shared.equals("{}")) {
      return own.equals("{}") ? shared : own;
    }
    var attributes = new Attributes();
    for (String json : new String[] {own, shared}) {
      try (JsonParser parser = JsonText.of(json)) {
        parser.nextToken();
        attributes.putAll(parser, "");
      } catch (IOException e) {
        // Attributes have written it.
        throw new UncheckedIOException(e);
      }
    }
    return attributes.json();
  }
}
