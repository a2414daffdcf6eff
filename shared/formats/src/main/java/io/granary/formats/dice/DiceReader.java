package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SourceIds;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;

/**
 * Reads one file of many images as a stream, twice: first images and classes, and whether the whole
 * file is sound; then the annotations, be they in a list of their own or inside each image.
 */
final class DiceReader {
  private final SetFile file;
  private final Content content;
  private final AnnotationImport target;

  private DiceReader(SetFile file, Content content, AnnotationImport target) {
    this.file = file;
    this.content = content;
    this.target = target;
  }

  /**
   * Reads a JSON file, if it is of the format. A file that is damaged anywhere imports nothing.
   *
   * @throws IOException when the content cannot be fetched
   */
  static void read(SetFile file, Content content, AnnotationImport target) throws IOException {
    new DiceReader(file, content, target).read();
  }

  private void read() throws IOException {
    target.beginFile(file, DiceFormat.NAME, DiceTask.ofName(file.name()));
    DiceSurvey survey;
    try {
      survey = survey();
    } catch (JsonProcessingException | CharacterCodingException e) {
      refuse(JsonText.problem(e));
      return;
    }
    if (!survey.problem().isEmpty()) {
      refuse(survey.problem());
      return;
    }
    if (!survey.isOfFormat()) {
      target.refuse(
          file,
          "unknown",
          IssueCode.ANNOTATION_FORMAT_UNKNOWN,
          "It has no images with annotations or classes");
      return;
    }
    survey.images().tell(target);
    survey.classes().declare(target);
    try {
      readAnnotations(survey);
    } catch (JsonProcessingException | CharacterCodingException e) {
      target
          .issues()
          .add(IssueCode.ANNOTATION_FILE_UNREADABLE, file.path(), "", JsonText.problem(e));
    }
    target.endFile();
  }

  /** Where names are below a root that the file tells at its end, the images are read again. */
  private DiceSurvey survey() throws IOException {
    DiceSurvey survey = DiceSurvey.of(file.path(), content, "", target.samples());
    boolean isEnough = survey.root().isEmpty() || survey.images().isComplete();
    return isEnough || !survey.problem().isEmpty()
        ? survey
        : DiceSurvey.of(file.path(), content, survey.root(), target.samples());
  }

  private void refuse(String problem) {
    target.refuse(file, "unreadable", IssueCode.ANNOTATION_FILE_UNREADABLE, problem);
  }

  private void readAnnotations(DiceSurvey survey) throws IOException {
    var reader =
        new DiceAnnotation.Reader(survey.classes(), DiceTask.of(survey, file.name()), target);
    DiceImages images = survey.images();
    int place = 0;
    try (JsonParser parser = JsonText.open(content)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String section = parser.currentName();
        boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
        if (isList && section.equals("annotations")) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            reader.read(parser, images);
          }
        } else if (isList && section.equals("images")) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            readImage(parser, images.sample(place++), reader);
          }
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private void readImage(JsonParser parser, int sample, DiceAnnotation.Reader reader)
      throws IOException {
    String id = "";
    String split = "";
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
      if (field.equals("id")) {
        id = SourceIds.read(parser);
      } else if (field.equals("split")) {
        split = JsonText.text(parser).strip();
      } else if (isList && field.equals("annotations")) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          reader.read(parser, sample, id);
        }
      } else {
        parser.skipChildren();
      }
    }
    if (sample != SampleIndex.NONE && !split.isEmpty()) {
      target.giveSplit(sample, split);
    }
  }
}
