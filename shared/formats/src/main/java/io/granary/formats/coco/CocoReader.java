package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.LongTable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads COCO instances (cocodataset.org, data format) as a stream, twice: first images and
 * categories, and whether the whole file is sound; then the annotations. Memory is some 24 bytes an
 * image.
 */
public final class CocoReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(100).maxNumberLength(100).build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private final Content content;
  private final String path;
  private final AnnotationImport target;
  private final CocoImages images;
  private final LongTable classes = new LongTable();
  private final CocoCategories categories = new CocoCategories();
  private long annotations;
  private boolean hasImages;
  private boolean hasAnnotations;

  private CocoReader(Content content, String path, AnnotationImport target) {
    this.content = content;
    this.path = path;
    this.target = target;
    this.images = new CocoImages(path, target.samples());
  }

  /** A file that can be opened more than once. */
  public interface Content {
    InputStream open() throws IOException;
  }

  /**
   * Reads a JSON file, if it is one of COCO. A file that is damaged anywhere imports nothing.
   *
   * @param path of the file in the dataset
   * @throws IOException when the content cannot be fetched
   */
  public static CocoVerdict read(Content content, String path, AnnotationImport target)
      throws IOException {
    return new CocoReader(content, path, target).read();
  }

  private CocoVerdict read() throws IOException {
    try {
      CocoVerdict survey = survey();
      if (survey.problem() != null) {
        return refused(survey);
      }
    } catch (JsonProcessingException e) {
      return refused(
          CocoVerdict.unreadable(
              "Not JSON at line %d, column %d: %s"
                  .formatted(
                      e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                      e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                      e.getOriginalMessage())));
    } catch (CharacterCodingException _) {
      return refused(CocoVerdict.unreadable("Not UTF-8"));
    }
    images.report(target.issues());
    for (var category : categories.all()) {
      classes.putIfAbsent(
          CocoIds.key(category.id()),
          target.declare(
              new ImportedClass(category.name(), category.supercategory(), category.id())));
    }
    target.beginFile(path, task());
    readAnnotations();
    return new CocoVerdict("coco", null, images.count(), annotations);
  }

  private CocoVerdict refused(CocoVerdict verdict) {
    IssueCode code =
        switch (verdict.format()) {
          case "coco-results" -> IssueCode.ANNOTATION_RESULTS_FILE;
          case "unknown" -> IssueCode.ANNOTATION_FORMAT_UNKNOWN;
          default -> IssueCode.ANNOTATION_FILE_UNREADABLE;
        };
    target.issues().add(code, path, "", String.valueOf(verdict.problem()));
    return verdict;
  }

  private JsonParser open() throws IOException {
    InputStream in = new BufferedInputStream(content.open(), 256 << 10);
    // A byte order mark is no part of the text.
    in.mark(3);
    byte[] mark = in.readNBytes(3);
    if (!(mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB)) {
      in.reset();
    }
    // A decoder of one's own reports what is no UTF-8, instead of replacing it.
    return JSON.createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
  }

  private CocoVerdict survey() throws IOException {
    try (JsonParser parser = open()) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        return surveyList(parser);
      }
      if (first != JsonToken.START_OBJECT) {
        return first == null
            ? CocoVerdict.unreadable("The file is empty")
            : new CocoVerdict("unknown", "Neither an object nor a list", 0, 0);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        section(parser.currentName(), parser);
      }
      if (parser.nextToken() != null) {
        return CocoVerdict.unreadable("Text follows the end of the JSON");
      }
    }
    return hasImages && (hasAnnotations || !categories.all().isEmpty())
        ? new CocoVerdict("coco", null, images.count(), annotations)
        : new CocoVerdict("unknown", "It has no images with annotations or categories", 0, 0);
  }

  private void section(String name, JsonParser parser) throws IOException {
    boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
    if (isList && name.equals("images")) {
      hasImages = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        images.read(parser);
      }
    } else if (isList && name.equals("categories")) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        categories.read(parser);
      }
    } else if (isList && name.equals("annotations")) {
      hasAnnotations = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        annotations++;
        parser.skipChildren();
      }
    } else {
      parser.skipChildren();
    }
  }

  /** A list is of predictions when its first element names an image and a category. */
  private CocoVerdict surveyList(JsonParser parser) throws IOException {
    long elements = 0;
    boolean isResults = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (elements++ > 0 || parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      boolean image = false;
      boolean category = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        image |= parser.currentName().equals("image_id");
        category |= parser.currentName().equals("category_id");
        parser.nextToken();
        parser.skipChildren();
      }
      isResults = image && category;
    }
    return isResults
        ? new CocoVerdict(
            "coco-results",
            "A list of %d predictions without images".formatted(elements),
            0,
            elements)
        : new CocoVerdict("unknown", "A list of no annotation format", 0, 0);
  }

  private void readAnnotations() throws IOException {
    var reader = new CocoAnnotation(images, classes, target.samples());
    try (JsonParser parser = open()) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isAnnotations = parser.currentName().equals("annotations");
        if (parser.nextToken() == JsonToken.START_ARRAY && isAnnotations) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            target.add(reader.read(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  /**
   * The first words of the usual names: instances_train2017, person_keypoints_val, _annotations.
   */
  private String task() {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    for (String task : new String[] {"person_keypoints", "stuff", "panoptic", "captions"}) {
      if (name.startsWith(task)) {
        return task;
      }
    }
    return "instances";
  }
}
