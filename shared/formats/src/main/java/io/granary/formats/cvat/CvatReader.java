package io.granary.formats.cvat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SplitNames;
import io.granary.formats.geometry.Corners;
import io.granary.formats.xml.XmlCursor;
import io.granary.formats.xml.XmlException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one file as a stream, twice: first the labels, and whether the whole file is sound; then a
 * shape after the other. Memory does not grow with the file.
 */
final class CvatReader {
  static final String ROOT = "annotations";

  private static final String NO_SUBSET = "default";

  private final SetFile file;
  private final Content content;
  private final AnnotationImport target;
  private final CvatLabels labels;

  private CvatReader(SetFile file, Content content, AnnotationImport target) {
    this.file = file;
    this.content = content;
    this.target = target;
    this.labels = new CvatLabels(target);
  }

  /**
   * Reads an XML file, if it is one of CVAT. A file that is damaged anywhere imports nothing.
   *
   * @throws IOException when the content cannot be fetched
   */
  static void read(SetFile file, Content content, AnnotationImport target) throws IOException {
    new CvatReader(file, content, target).read();
  }

  private void read() throws IOException {
    try {
      Optional<String> unknown = survey();
      if (unknown.isPresent()) {
        target.refuse(file, CvatFormat.NAME, IssueCode.ANNOTATION_FORMAT_UNKNOWN, unknown.get());
        return;
      }
    } catch (XmlException e) {
      target.refuse(
          file,
          CvatFormat.NAME,
          IssueCode.ANNOTATION_FILE_UNREADABLE,
          String.valueOf(e.getMessage()));
      return;
    }
    target.beginFile(file, CvatFormat.NAME, "instances");
    labels.declare();
    readImages();
    target.endFile();
  }

  /** Goes through the whole file, and says why it is not one to read. */
  private Optional<String> survey() throws IOException {
    boolean hasImages = false;
    boolean hasTracks = false;
    try (XmlCursor cursor = XmlCursor.stream(content)) {
      cursor.toElement(1);
      if (!cursor.name().equals(ROOT)) {
        String root = cursor.name();
        cursor.end();
        return Optional.of("Its root is <%s>, not <%s>".formatted(root, ROOT));
      }
      while (cursor.toElement(2)) {
        switch (cursor.name()) {
          case "meta" -> labels.read(cursor);
          case "track" -> hasTracks = true;
          case "image" -> {
            hasImages = true;
            while (cursor.toElement(3)) {
              cursor.element();
            }
          }
          default -> {
            // Nothing else says anything about images.
          }
        }
      }
      cursor.end();
    }
    if (hasTracks) {
      return Optional.of("CVAT for video: tracks over frames are not read, only shapes on images");
    }
    return hasImages ? Optional.empty() : Optional.of("It has no images");
  }

  private void readImages() throws IOException {
    try (XmlCursor cursor = XmlCursor.stream(content)) {
      cursor.toElement(1);
      while (cursor.toElement(2)) {
        if (cursor.name().equals("image")) {
          readImage(cursor);
        }
      }
    }
  }

  private void readImage(XmlCursor cursor) throws IOException {
    Map<String, String> image = cursor.attributes();
    String name = image.getOrDefault("name", "");
    String subset = image.getOrDefault("subset", "").strip();
    int width = pixels(image.getOrDefault("width", ""));
    int height = pixels(image.getOrDefault("height", ""));
    int sample = find(name, subset, width, height);
    if (sample == SampleIndex.NONE) {
      target
          .issues()
          .add(
              IssueCode.IMAGE_FILE_MISSING,
              file.path(),
              "",
              "Image %s: no file '%s'".formatted(image.getOrDefault("id", ""), name));
    } else {
      target.declareSize(sample, name, width, height);
      if (!subset.isEmpty() && !subset.toLowerCase(Locale.ROOT).equals(NO_SUBSET)) {
        target.giveSplit(sample, subset);
      }
    }
    var shapes =
        new CvatShapes(
            sample,
            name,
            width == 0 && sample >= 0 ? target.samples().width(sample) : width,
            height == 0 && sample >= 0 ? target.samples().height(sample) : height,
            labels);
    while (cursor.toElement(3)) {
      target.add(shapes.read(cursor.element()));
    }
  }

  /** Images of the same name are told apart by the folders of their subsets. */
  private int find(String name, String subset, int width, int height) {
    SampleIndex samples = target.samples();
    if (!subset.isEmpty()) {
      int found = samples.find(subset + "/" + name, file.path(), width, height);
      if (found != SampleIndex.NONE) {
        return found;
      }
    }
    int found = samples.find(name, file.path(), width, height);
    if (found == SampleIndex.NONE) {
      return found;
    }
    Optional<String> split = SplitNames.of(subset);
    Optional<String> folder = SplitNames.ofPath(samples.path(found));
    return split.isPresent() && folder.isPresent() && !split.equals(folder)
        ? SampleIndex.NONE
        : found;
  }

  private static int pixels(String text) {
    double value = Corners.number(text);
    return value > 0 && value < Integer.MAX_VALUE ? (int) value : 0;
  }
}
