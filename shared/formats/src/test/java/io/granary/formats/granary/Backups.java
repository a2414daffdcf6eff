package io.granary.formats.granary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.WrittenAnnotation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes sets as backups have them. */
final class Backups {
  static final String MANIFEST =
      """
      {"format":"granary-backup","version":1,"made_at":"2026-01-02T03:04:05Z",
       "dataset":{"id":"0","name":"cats","kind":"files","modality":"image"},"sample_count":1}
      """;

  private static final JsonFactory JSON = new JsonFactory();

  private Backups() {}

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static MemoryFiles of(MemorySet set) {
    var lines = new StringBuilder();
    for (AnnotatedSample sample : set.samples()) {
      lines.append(text(json -> sample(json, set, sample))).append('\n');
    }
    return new MemoryFiles()
        .with("_granary/manifest.json", MANIFEST)
        .with("_granary/classes.json", text(json -> classes(json, set)))
        .with("_granary/samples-00001.jsonl", lines.toString());
  }

  private static String text(Body body) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void classes(JsonGenerator json, MemorySet set) throws IOException {
    json.writeStartArray();
    for (ImportedClass each : set.classes()) {
      json.writeStartObject();
      json.writeStringField("name", each.name());
      json.writeStringField("color", each.color());
      json.writeStringField("supercategory", each.supercategory());
      json.writeStringField("source_id", each.sourceId());
      json.writeArrayFieldStart("keypoints");
      for (String point : each.keypoints()) {
        json.writeString(point);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("skeleton");
      for (ImportedClass.Edge edge : each.skeleton()) {
        json.writeNumber(edge.from());
        json.writeNumber(edge.to());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void sample(JsonGenerator json, MemorySet set, AnnotatedSample sample)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("path", sample.path());
    json.writeStringField("split", sample.split());
    json.writeStringField("modality", "image");
    json.writeArrayFieldStart("annotations");
    for (WrittenAnnotation each : sample.annotations()) {
      annotation(json, set, each);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void annotation(JsonGenerator json, MemorySet set, WrittenAnnotation each)
      throws IOException {
    Box box = each.box();
    json.writeStartObject();
    json.writeStringField(
        "class", each.labelClass() < 0 ? null : set.classes().get(each.labelClass()).name());
    json.writeStringField("type", each.geometry().type().toString());
    number(json, "x", box == null ? null : box.x());
    number(json, "y", box == null ? null : box.y());
    number(json, "width", box == null ? null : box.width());
    number(json, "height", box == null ? null : box.height());
    json.writeFieldName("geometry");
    json.writeRawValue(each.geometry().json());
    json.writeFieldName("attributes");
    json.writeRawValue(each.attributes());
    json.writeStringField("state", "confirmed");
    number(json, "score", each.score());
    json.writeBooleanField("is_crowd", each.isCrowd());
    json.writeStringField("source_id", each.sourceId());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }
}
