package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;

/** The images of a file, each with the sample that it means. */
final class CocoImages {
  private final String path;
  private final SampleIndex samples;
  private final LongTable sampleOfImage = new LongTable();
  private final IssueLog found = new IssueLog();
  private long count;

  CocoImages(String path, SampleIndex samples) {
    this.path = path;
    this.samples = samples;
  }

  long count() {
    return count;
  }

  /** The sample that an image id means, or what says that there is none. */
  int sample(String imageId) {
    int sample = sampleOfImage.get(CocoIds.key(imageId));
    return sample == LongTable.ABSENT ? SampleIndex.NONE : sample;
  }

  /** Passes on what was found wrong, once the file has proved sound. */
  void report(IssueLog issues) {
    issues.addAll(found);
  }

  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String id = "";
    String name = "";
    int width = 0;
    int height = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = CocoIds.text(parser);
        case "file_name" -> name = CocoIds.text(parser);
        case "width" -> width = pixels(parser);
        case "height" -> height = pixels(parser);
        default -> parser.skipChildren();
      }
    }
    count++;
    sampleOfImage.putIfAbsent(CocoIds.key(id), match(id, name, width, height));
  }

  private int match(String id, String name, int width, int height) {
    int sample = samples.find(name, path, width, height);
    if (sample != SampleIndex.NONE) {
      compare(sample, id, width, height);
      return sample;
    }
    if (name.equals(id) || withoutExtension(name).equals(id)) {
      found.add(
          IssueCode.ANNOTATION_FILE_NAME_MISMATCH,
          path,
          "",
          "Image %s has the file name '%s', which is no file but its id".formatted(id, name));
      return AnnotationImport.MISNAMED_IMAGE;
    }
    found.add(IssueCode.IMAGE_FILE_MISSING, path, "", "Image %s: no file '%s'".formatted(id, name));
    return SampleIndex.NONE;
  }

  /** The picture decides; EXIF may have turned it since the file was written. */
  private void compare(int sample, String id, int width, int height) {
    boolean known = width > 0 && height > 0 && samples.width(sample) > 0;
    if (known && (width != samples.width(sample) || height != samples.height(sample))) {
      found.add(
          IssueCode.IMAGE_SIZE_MISMATCH,
          samples.path(sample),
          "",
          "Image %s is declared %d x %d and is %d x %d"
              .formatted(id, width, height, samples.width(sample), samples.height(sample)));
    }
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static int pixels(JsonParser parser) throws IOException {
    double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : 0;
    parser.skipChildren();
    return value > 0 && value < Integer.MAX_VALUE ? (int) value : 0;
  }
}
