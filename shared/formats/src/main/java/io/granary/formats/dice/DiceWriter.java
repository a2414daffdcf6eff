package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.FileSink;
import io.granary.formats.annotations.FormatWriter;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes annotations.json as the platform's labeler does: annotations inside their images, classes
 * from 0, images and annotations from 1. It holds every kind of annotation.
 */
public final class DiceWriter implements FormatWriter {
  private static final String FILE = "annotations.json";
  private static final JsonFactory JSON = new JsonFactory();

  private final String datasetId;
  private final String datasetName;

  /** Of a dataset that has neither id nor name. */
  public DiceWriter() {
    this("", "");
  }

  public DiceWriter(String datasetId, String datasetName) {
    this.datasetId = datasetId;
    this.datasetName = datasetName;
  }

  @Override
  public String name() {
    return DiceFormat.NAME;
  }

  @Override
  public Receipt write(AnnotatedSet set, FileSink files, WriteOptions options) throws IOException {
    boolean isKept = options.ids() == WriteOptions.Ids.KEPT;
    var statistics = new DiceStatistics(set.classes().size());
    var ids = new SourceNumbers(1);
    set.forEach(
        sample -> {
          statistics.count(sample);
          if (isKept) {
            sample.annotations().forEach(a -> ids.see(a.sourceId()));
          }
        });
    var receipt = new Receipt();
    List<Long> classIds = classIds(set.classes(), isKept, receipt);
    try (JsonGenerator json = JSON.createGenerator(files.create(FILE), JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("format_version", "1.0");
      json.writeStringField("dataset_id", datasetId);
      json.writeStringField("dataset_name", datasetName);
      json.writeStringField("task_type", statistics.task());
      writeClasses(json, set.classes(), classIds);
      json.writeArrayFieldStart("images");
      var annotations = new DiceAnnotationJson(json, statistics.task());
      set.forEach(
          sample -> {
            receipt.sample();
            beginImage(json, sample, receipt.samples());
            for (WrittenAnnotation a : sample.annotations()) {
              json.writeStartObject();
              long id = ids.give(isKept ? a.sourceId() : null);
              if (isKept && a.sourceId() != null && !a.sourceId().equals(Long.toString(id))) {
                receipt.lost("Ids that are no numbers, or come twice, were given anew.");
              }
              json.writeNumberField("id", id);
              json.writeNumberField("image_id", receipt.samples());
              if (a.labelClass() >= 0) {
                json.writeNumberField("class_id", classIds.get(a.labelClass()));
                json.writeStringField("class_name", set.classes().get(a.labelClass()).name());
              }
              annotations.write(a);
              json.writeEndObject();
              receipt.written(a.geometry().type());
            }
            endImage(json);
          });
      json.writeEndArray();
      json.writeFieldName("statistics");
      statistics.write(json, set.classes());
      json.writeEndObject();
    }
    return receipt;
  }

  private static List<Long> classIds(List<ImportedClass> classes, boolean isKept, Receipt receipt) {
    var numbers = new SourceNumbers(0);
    if (isKept) {
      classes.forEach(c -> numbers.see(c.sourceId()));
    }
    List<Long> ids = new ArrayList<>(classes.size());
    for (ImportedClass labelClass : classes) {
      long id = numbers.give(isKept ? labelClass.sourceId() : null);
      if (isKept && !labelClass.sourceId().equals(Long.toString(id))) {
        receipt.lost("Classes without a number of their own were numbered.");
      }
      ids.add(id);
    }
    return ids;
  }

  private static void writeClasses(JsonGenerator json, List<ImportedClass> classes, List<Long> ids)
      throws IOException {
    json.writeArrayFieldStart("classes");
    for (int i = 0; i < classes.size(); i++) {
      ImportedClass labelClass = classes.get(i);
      json.writeStartObject();
      json.writeNumberField("id", ids.get(i));
      json.writeStringField("name", labelClass.name());
      if (labelClass.color() != null) {
        json.writeStringField("color", labelClass.color());
      }
      if (labelClass.supercategory() != null) {
        json.writeStringField("supercategory", labelClass.supercategory());
      }
      if (!labelClass.keypoints().isEmpty()) {
        json.writeArrayFieldStart("keypoints");
        for (String keypoint : labelClass.keypoints()) {
          json.writeString(keypoint);
        }
        json.writeEndArray();
      }
      if (!labelClass.skeleton().isEmpty()) {
        json.writeArrayFieldStart("skeleton");
        for (ImportedClass.Edge edge : labelClass.skeleton()) {
          json.writeArray(new int[] {edge.from() + 1, edge.to() + 1}, 0, 2);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void beginImage(JsonGenerator json, AnnotatedSample sample, long id)
      throws IOException {
    String name = sample.path().substring(sample.path().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeStringField("file_name", sample.path());
    json.writeStringField(
        "file_format", dot < 0 ? "unknown" : name.substring(dot + 1).toLowerCase(Locale.ROOT));
    json.writeNumberField("width", sample.width());
    json.writeNumberField("height", sample.height());
    json.writeNumberField("depth", 3);
    if (sample.split() != null) {
      json.writeStringField("split", sample.split());
    }
    json.writeArrayFieldStart("annotations");
  }

  private static void endImage(JsonGenerator json) throws IOException {
    json.writeEndArray();
    json.writeObjectFieldStart("metadata");
    json.writeStringField("source", "granary");
    json.writeEndObject();
    json.writeEndObject();
  }
}
