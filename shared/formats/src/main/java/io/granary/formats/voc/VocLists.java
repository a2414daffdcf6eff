package io.granary.formats.voc;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.geometry.Label;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the lists of ImageSets, a name a line; names with spaces may be in quotes. A file of the
 * name {@code <class>_<subset>} whose lines end in 1, 0 or -1 says which images have the class:
 * that counts only in a set that has no other annotations.
 */
final class VocLists {
  /** The list of images in no split, as other tools name it too. */
  static final String NO_SPLIT = "default";

  private static final int LONGEST_LINE = 4096;
  private static final Set<String> FLAGS = Set.of("-1", "0", "1");

  private final AnnotationImport target;
  private final VocImages images;
  private final boolean classify;

  /**
   * @param classify whether lists of classes make annotations
   */
  VocLists(AnnotationImport target, boolean classify) {
    this.target = target;
    this.images = new VocImages(target.samples());
    this.classify = classify;
  }

  void read(SetFile file, Content content) throws IOException {
    VocPath place = VocPath.of(VocPath.LISTS, file.path()).orElseThrow();
    target.beginFile(file, VocFormat.NAME, "classification");
    try (var lines =
        new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.UTF_8))) {
      boolean isFirst = true;
      for (Optional<String> line = line(lines); line.isPresent(); line = line(lines)) {
        String text = line.get();
        if (isFirst && text.startsWith("\uFEFF")) {
          text = text.substring(1);
        }
        isFirst = false;
        if (!text.isBlank() && !text.startsWith("#")) {
          take(text.strip(), place, file.path());
        }
      }
    }
    target.endFile();
  }

  private void take(String line, VocPath list, String path) {
    String name = list.stem().substring(list.stem().lastIndexOf('/') + 1);
    int underscore = name.lastIndexOf('_');
    String flag = lastWord(line);
    if (underscore > 0 && FLAGS.contains(flag) && !flag.equals(line)) {
      if (classify) {
        String image = line.substring(0, line.length() - flag.length()).stripTrailing();
        int sample = find(image, list, path);
        target.giveSplit(sample, name.substring(underscore + 1));
        if (flag.equals("1")) {
          addLabel(sample, image, name.substring(0, underscore));
        }
      }
      return;
    }
    int sample = find(line, list, path);
    if (sample == SampleIndex.NONE) {
      target.issues().add(IssueCode.IMAGE_FILE_MISSING, path, "", "No image '%s'".formatted(line));
    }
    if (!name.equals(NO_SPLIT)) {
      target.giveSplit(sample, name);
    }
  }

  private void addLabel(int sample, String imageId, String className) {
    int labelClass = target.declare(ImportedClass.named(className));
    target.add(SourceAnnotation.of(sample, imageId, labelClass, className, new Label()));
  }

  /** By the whole line, and else by its first word: other tasks have more in a line. */
  private int find(String line, VocPath list, String path) {
    if (isQuoted(line)) {
      return images.ofLine(line.substring(1, line.length() - 1), list, path);
    }
    int found = images.ofLine(line, list, path);
    int space = line.indexOf(' ') < 0 ? line.indexOf('\t') : line.indexOf(' ');
    return found == SampleIndex.NONE && space > 0
        ? images.ofLine(line.substring(0, space), list, path)
        : found;
  }

  private static String lastWord(String line) {
    int start = line.length();
    while (start > 0 && !Character.isWhitespace(line.charAt(start - 1))) {
      start--;
    }
    return line.substring(start);
  }

  private static boolean isQuoted(String line) {
    return line.length() > 2 && line.startsWith("\"") && line.endsWith("\"");
  }

  /** The next line, without what is longer than any name; empty at the end. */
  private static Optional<String> line(BufferedReader in) throws IOException {
    var line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return Optional.empty();
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() < LONGEST_LINE) {
        line.append((char) c);
      }
    }
    return Optional.of(line.toString());
  }
}
