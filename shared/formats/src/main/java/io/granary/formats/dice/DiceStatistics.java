package io.granary.formats.dice;

import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.NumbersJson;
import io.granary.formats.annotations.WrittenAnnotation;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a set has, counted before it is written. */
final class DiceStatistics {
  private final long[] ofClasses;
  private final Map<String, Long> ofSplits = new TreeMap<>();
  private final Set<AnnotationType> types = EnumSet.noneOf(AnnotationType.class);
  private long samples;
  private long annotations;

  DiceStatistics(int classes) {
    this.ofClasses = new long[classes];
  }

  void count(AnnotatedSample sample) {
    samples++;
    if (sample.split() != null) {
      ofSplits.merge(sample.split(), 1L, Long::sum);
    }
    for (WrittenAnnotation annotation : sample.annotations()) {
      annotations++;
      types.add(annotation.geometry().type());
      if (annotation.labelClass() >= 0) {
        ofClasses[annotation.labelClass()]++;
      }
    }
  }

  /** In the words of the labeler; of several tasks the one that needs the most. */
  String task() {
    if (types.contains(AnnotationType.KEYPOINTS)) {
      return "keypoint_detection";
    }
    if (types.contains(AnnotationType.POLYGON) || types.contains(AnnotationType.MASK)) {
      return "instance_segmentation";
    }
    if (types.contains(AnnotationType.CIRCLE) || types.contains(AnnotationType.ROTATED_BBOX)) {
      return "geometry_detection";
    }
    if (types.contains(AnnotationType.POLYLINE)) {
      return "line_detection";
    }
    return types.contains(AnnotationType.CLASS) && !types.contains(AnnotationType.BBOX)
        ? DiceTask.CLASSIFICATION
        : "object_detection";
  }

  void write(JsonGenerator json, List<ImportedClass> classes) throws IOException {
    json.writeStartObject();
    json.writeNumberField("total_images", samples);
    json.writeNumberField("total_annotations", annotations);
    json.writeFieldName("avg_annotations_per_image");
    NumbersJson.write(json, samples == 0 ? 0 : Math.round(100.0 * annotations / samples) / 100.0);
    json.writeObjectFieldStart("class_distribution");
    for (int i = 0; i < ofClasses.length; i++) {
      if (ofClasses[i] > 0) {
        json.writeNumberField(classes.get(i).name(), ofClasses[i]);
      }
    }
    json.writeEndObject();
    json.writeObjectFieldStart("split_distribution");
    for (var split : ofSplits.entrySet()) {
      json.writeNumberField(split.getKey(), split.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
