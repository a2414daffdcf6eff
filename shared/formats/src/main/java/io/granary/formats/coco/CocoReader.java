package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.annotations.SourceIds;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Reads one file of COCO (cocodataset.org, data format) as a stream, twice: first images and
 * categories, and whether the whole file is sound; then the annotations. Memory is some 24 bytes an
 * image.
 */
final class CocoReader implements CocoAnnotation.Names {
  private static final int LOOKED_AT = 100;

  /** Characters of an annotation. */
  private static final long LONGEST = 16 << 20;

  private final SetFile file;
  private final Content content;
  private final SetFiles files;
  private final AnnotationImport target;
  private final CocoImages images;
  private final LongTable classes = new LongTable();
  private final CocoCategories categories = new CocoCategories();
  private long annotations;
  private boolean isPanoptic;
  private boolean isLocalized;
  private boolean hasImages;
  private boolean hasAnnotations;

  private CocoReader(SetFile file, Content content, SetFiles files, AnnotationImport target) {
    this.file = file;
    this.content = content;
    this.files = files;
    this.target = target;
    this.images = new CocoImages(file.path(), target);
  }

  /**
   * Reads a JSON file, if it is one of COCO. A file that is damaged anywhere imports nothing.
   *
   * @throws IOException when the content cannot be fetched
   */
  static void read(SetFile file, Content content, SetFiles files, AnnotationImport target)
      throws IOException {
    new CocoReader(file, content, files, target).read();
  }

  @Override
  public int sample(String imageId) {
    return images.sample(imageId);
  }

  @Override
  public int labelClass(String classId) {
    return classes.get(SourceIds.key(classId));
  }

  @Override
  public boolean isLocalized() {
    return isLocalized;
  }

  private void read() throws IOException {
    target.beginFile(file, CocoFormat.NAME, CocoNames.task(file.name()));
    Optional<Refusal> refusal;
    try {
      refusal = survey();
    } catch (JsonProcessingException | CharacterCodingException e) {
      refusal = Refusal.unreadable(JsonText.problem(e));
    }
    if (refusal.isPresent()) {
      target.refuse(file, refusal.get().format(), refusal.get().code(), refusal.get().problem());
      return;
    }
    for (ImportedClass category : categories.all()) {
      classes.putIfAbsent(SourceIds.key(category.sourceId()), target.declare(category));
    }
    CocoNames.split(file.name()).ifPresent(images::giveSplit);
    readAnnotations();
    target.endFile();
  }

  /** Why a file is left out. */
  private record Refusal(String format, IssueCode code, String problem) {
    static Optional<Refusal> unreadable(String problem) {
      return Optional.of(new Refusal("unreadable", IssueCode.ANNOTATION_FILE_UNREADABLE, problem));
    }

    static Optional<Refusal> unknown(String problem) {
      return Optional.of(new Refusal("unknown", IssueCode.ANNOTATION_FORMAT_UNKNOWN, problem));
    }
  }

  private Optional<Refusal> survey() throws IOException {
    try (JsonParser parser = JsonText.open(content)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        return surveyList(parser);
      }
      if (first != JsonToken.START_OBJECT) {
        return first == null
            ? Refusal.unreadable("The file is empty")
            : Refusal.unknown("Neither an object nor a list");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        section(parser.currentName(), parser);
      }
      if (parser.nextToken() != null) {
        return Refusal.unreadable("Text follows the end of the JSON");
      }
    }
    return hasImages && (hasAnnotations || !categories.all().isEmpty())
        ? Optional.empty()
        : Refusal.unknown("It has no images with annotations or categories");
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
        look(parser);
      }
    } else {
      parser.skipChildren();
    }
  }

  /** Looks at the fields of the first annotations, and passes the others. */
  private void look(JsonParser parser) throws IOException {
    long begin = parser.currentLocation().getCharOffset();
    boolean isOneOfFirst = annotations++ < LOOKED_AT;
    int depth = parser.currentToken().isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && parser.getTextLength() > LONGEST) {
        throw new JsonParseException(parser, "A text is too long");
      } else if (isOneOfFirst && depth == 1 && token == JsonToken.FIELD_NAME) {
        isPanoptic |= parser.currentName().equals("segments_info");
        isLocalized |= CocoAnnotation.PLACES.contains(parser.currentName());
      }
    }
    if (parser.currentLocation().getCharOffset() - begin > LONGEST) {
      throw new JsonParseException(parser, "An annotation is too long");
    }
  }

  /** A list is of predictions when its first element names an image and a category. */
  private Optional<Refusal> surveyList(JsonParser parser) throws IOException {
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
        ? Optional.of(
            new Refusal(
                CocoFormat.RESULTS,
                IssueCode.ANNOTATION_RESULTS_FILE,
                "A list of %d predictions without images".formatted(elements)))
        : Refusal.unknown("A list of no annotation format");
  }

  private void readAnnotations() throws IOException {
    var panoptic = new CocoPanoptic(file, files, this, target);
    try (JsonParser parser = JsonText.open(content)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isAnnotations = parser.currentName().equals("annotations");
        if (parser.nextToken() == JsonToken.START_ARRAY && isAnnotations) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (isPanoptic) {
              panoptic.read(parser);
            } else {
              target.add(CocoAnnotation.read(parser, this, target.samples()));
            }
          }
        } else {
          parser.skipChildren();
        }
      }
    }
  }
}
