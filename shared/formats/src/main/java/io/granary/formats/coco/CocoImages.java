package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SourceIds;
import java.io.IOException;

/** The images of a file, each with the sample that it means. */
final class CocoImages {
  private final String path;
  private final AnnotationImport target;
  private final SampleIndex samples;
  private final LongTable sampleOfImage = new LongTable();

  CocoImages(String path, AnnotationImport target) {
    this.path = path;
    this.target = target;
    this.samples = target.samples();
  }

  /** The sample that an image id means, or what says that there is none. */
  int sample(String imageId) {
    int sample = sampleOfImage.get(SourceIds.key(imageId));
    return sample == LongTable.ABSENT ? SampleIndex.NONE : sample;
  }

  /** Gives all samples that the file means the split that its name says. */
  void giveSplit(String split) {
    sampleOfImage.forEachValue(sample -> target.giveSplit(sample, split));
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
        case "id" -> id = SourceIds.read(parser);
        case "file_name" -> name = SourceIds.read(parser);
        case "width" -> width = NumbersJson.pixels(parser);
        case "height" -> height = NumbersJson.pixels(parser);
        default -> parser.skipChildren();
      }
    }
    sampleOfImage.putIfAbsent(SourceIds.key(id), match(id, name, width, height));
  }

  private int match(String id, String name, int width, int height) {
    int sample = samples.find(name, path, width, height);
    if (sample != SampleIndex.NONE) {
      target.declareSize(sample, id, width, height);
      return sample;
    }
    if (name.equals(id) || withoutExtension(name).equals(id)) {
      target
          .issues()
          .add(
              IssueCode.ANNOTATION_FILE_NAME_MISMATCH,
              path,
              "",
              "Image %s has the file name '%s', which is no file but its id".formatted(id, name));
      return AnnotationImport.MISNAMED_IMAGE;
    }
    target
        .issues()
        .add(IssueCode.IMAGE_FILE_MISSING, path, "", "Image %s: no file '%s'".formatted(id, name));
    return SampleIndex.NONE;
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
