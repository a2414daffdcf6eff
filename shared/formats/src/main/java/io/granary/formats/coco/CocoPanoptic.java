package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.annotations.SourceIds;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Rle;
import io.granary.formats.masks.LabelImage;
import io.granary.formats.masks.LabelImage.Label;
import io.granary.formats.masks.LabelRuns;
import io.granary.formats.masks.MaskException;
import io.granary.formats.masks.MaskPng;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Panoptic annotations: one for each image, with its segments. A picture of the image's size holds
 * the segments' numbers, as red + 256 green + 65536 blue. Each segment becomes a mask; where there
 * is no picture of it, its box.
 */
final class CocoPanoptic {
  private static final int MOST_SEGMENTS = 100_000;

  private final SetFile file;
  private final SetFiles files;
  private final CocoAnnotation.Names names;
  private final AnnotationImport target;

  CocoPanoptic(SetFile file, SetFiles files, CocoAnnotation.Names names, AnnotationImport target) {
    this.file = file;
    this.files = files;
    this.names = names;
    this.target = target;
  }

  private record Segment(
      String id, String classId, @Nullable Box box, boolean isCrowd, String attributes) {}

  /** Reads the annotation of one image. */
  void read(JsonParser parser) throws IOException {
    String imageId = "";
    String picture = "";
    List<Segment> segments = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "image_id" -> imageId = SourceIds.read(parser);
        case "file_name" -> picture = SourceIds.read(parser);
        case "segments_info" -> {
          if (value == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              Segment segment = segment(parser);
              if (segments.size() < MOST_SEGMENTS) {
                segments.add(segment);
              } else {
                target.add(
                    SourceAnnotation.broken(
                        names.sample(imageId), imageId, names.labelClass(segment.classId()), ""));
              }
            }
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    add(imageId, masks(picture, names.sample(imageId)), segments);
  }

  private void add(String imageId, Map<Integer, Rle> masks, List<Segment> segments) {
    int sample = names.sample(imageId);
    for (Segment segment : segments) {
      Optional<Rle> mask =
          segment.id().matches("[0-9]{1,8}")
              ? Optional.ofNullable(masks.get(Integer.parseInt(segment.id())))
              : Optional.empty();
      target.add(
          new SourceAnnotation(
              segment.id(),
              sample,
              imageId,
              names.labelClass(segment.classId()),
              segment.classId(),
              segment.box(),
              mask.map(rle -> Shape.of(new Mask(rle))).orElse(null),
              sample >= 0 && mask.isEmpty(),
              segment.attributes(),
              null,
              segment.isCrowd()));
    }
  }

  private static Segment segment(JsonParser parser) throws IOException {
    String id = "";
    String classId = "";
    Box box = null;
    boolean isCrowd = false;
    var attributes = new Attributes();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "id" -> id = SourceIds.read(parser);
          case "category_id" -> classId = SourceIds.read(parser);
          case "bbox" -> box = NumbersJson.box(NumbersJson.read(parser));
          case "iscrowd" -> isCrowd = NumbersJson.isTrue(parser);
          case "area" -> parser.skipChildren();
          default -> attributes.put(field, parser);
        }
      }
    }
    return new Segment(id, classId, box, isCrowd, attributes.json());
  }

  /** The picture lies in a folder of the file's name, or beside the file. */
  private Map<Integer, Rle> masks(String picture, int sample) throws IOException {
    if (sample < 0 || picture.isEmpty()) {
      return Map.of();
    }
    String path = file.path();
    int dot = path.lastIndexOf('.');
    Optional<SetFile> found =
        files
            .find(path.substring(0, dot) + "/" + picture)
            .or(() -> files.find(file.folder() + picture));
    if (found.isEmpty()) {
      target.issues().add(IssueCode.IMAGE_FILE_MISSING, picture, "", "No picture of its segments");
      return Map.of();
    }
    try {
      LabelImage read = MaskPng.read(found.get(), files.content(found.get()));
      SampleIndex samples = target.samples();
      boolean fits =
          samples.width(sample) == 0
              || samples.width(sample) == read.width() && samples.height(sample) == read.height();
      if (fits) {
        return masks(read);
      }
      target
          .issues()
          .add(
              IssueCode.SEGMENTATION_INVALID,
              found.get().path(),
              "",
              "%d x %d pixels for an image of %d x %d"
                  .formatted(
                      read.width(), read.height(), samples.width(sample), samples.height(sample)));
      return Map.of();
    } catch (MaskException e) {
      target
          .issues()
          .add(
              IssueCode.SEGMENTATION_INVALID,
              found.get().path(),
              "",
              String.valueOf(e.getMessage()));
      return Map.of();
    }
  }

  /** The masks by number, of which a colour is red + 256 green + 65536 blue. */
  private static Map<Integer, Rle> masks(LabelImage picture) throws MaskException {
    Map<Integer, Rle> masks = new HashMap<>();
    LabelRuns runs = LabelRuns.of(picture);
    List<Label> labels = picture.labels();
    for (int place = 0; place < labels.size(); place++) {
      Label label = labels.get(place);
      // The bytes of a colour are the other way round.
      int number =
          label.number() == Label.NONE ? Integer.reverseBytes(label.color()) >>> 8 : label.number();
      masks.put(number, runs.mask(place));
    }
    return masks;
  }
}
