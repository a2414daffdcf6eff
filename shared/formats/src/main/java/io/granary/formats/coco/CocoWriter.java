package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.FileSink;
import io.granary.formats.annotations.FormatWriter;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.SplitNames;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes COCO: a file for each split and task, the images by their own paths. Every sample of a
 * split is listed in its instances file. Lines are left out, and what else COCO has no word for
 * becomes an outline. The set is passed once to see what there is, and twice for each file.
 */
public final class CocoWriter implements FormatWriter {
  private static final String NO_SPLIT = "default";
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String name() {
    return CocoFormat.NAME;
  }

  @Override
  public Receipt write(AnnotatedSet set, FileSink files, WriteOptions options) throws IOException {
    var receipt = new Receipt();
    Map<String, Set<CocoTask>> splits = new TreeMap<>();
    set.forEach(
        sample -> {
          Set<CocoTask> tasks =
              splits.computeIfAbsent(split(sample), _ -> EnumSet.of(CocoTask.INSTANCES));
          sample.annotations().forEach(a -> tasks.add(CocoTask.of(a.geometry().type())));
          receipt.sample();
        });
    if (splits.isEmpty()) {
      // Its classes are still to be told.
      splits.put(NO_SPLIT, EnumSet.of(CocoTask.INSTANCES));
    }
    splits.keySet().stream()
        .filter(split -> !split.equals(NO_SPLIT) && SplitNames.of(split).isEmpty())
        .forEach(
            _ -> receipt.lost("Splits but train, val and test are in the names of files alone."));
    var ids = new CocoNumbers(set.classes(), options);
    for (var split : splits.entrySet()) {
      for (CocoTask task : split.getValue()) {
        try (JsonGenerator json =
            JSON.createGenerator(files.create(task.path(split.getKey())), JsonEncoding.UTF8)) {
          write(json, set, split.getKey(), task, ids, receipt);
        }
      }
    }
    return receipt;
  }

  private static void write(
      JsonGenerator json,
      AnnotatedSet set,
      String split,
      CocoTask task,
      CocoNumbers ids,
      Receipt receipt)
      throws IOException {
    json.writeStartObject();
    CocoObjects.categories(json, set.classes(), ids);
    json.writeArrayFieldStart("images");
    forEach(set, split, task, (sample, image) -> CocoObjects.image(json, sample, image));
    json.writeEndArray();
    json.writeArrayFieldStart("annotations");
    ids.beginFile();
    forEach(
        set,
        split,
        task,
        (sample, image) -> {
          for (WrittenAnnotation annotation : sample.annotations()) {
            if (CocoTask.of(annotation.geometry().type()) == task) {
              write(json, annotation, image, set, ids, receipt);
            }
          }
        });
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(
      JsonGenerator json,
      WrittenAnnotation annotation,
      long image,
      AnnotatedSet set,
      CocoNumbers ids,
      Receipt receipt)
      throws IOException {
    AnnotationType type = annotation.geometry().type();
    switch (type) {
      case POLYLINE -> receipt.dropped(type, "COCO has no lines.");
      case ROTATED_BBOX, CIRCLE ->
          receipt.changed(
              type, AnnotationType.POLYGON, "Circles and turned boxes became polygons.");
      default -> receipt.written(type);
    }
    if (type != AnnotationType.POLYLINE) {
      CocoObjects.annotation(
          json, annotation, ids.annotation(annotation.sourceId()), image, set.classes(), ids);
    }
  }

  private interface Visitor {
    void visit(AnnotatedSample sample, long image) throws IOException;
  }

  /** The samples of a file, numbered from 1 through the whole set. */
  private static void forEach(AnnotatedSet set, String split, CocoTask task, Visitor visitor)
      throws IOException {
    var image = new AtomicLong();
    set.forEach(
        sample -> {
          long number = image.incrementAndGet();
          boolean isListed =
              task == CocoTask.INSTANCES
                  || sample.annotations().stream()
                      .anyMatch(a -> CocoTask.of(a.geometry().type()) == task);
          if (isListed && split(sample).equals(split)) {
            visitor.visit(sample, number);
          }
        });
  }

  private static String split(AnnotatedSample sample) {
    return sample.split() == null ? NO_SPLIT : sample.split();
  }
}
