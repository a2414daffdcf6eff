package io.granary.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes COCO instances of the shape of train2017: 80 classes, polygons of some 25 points. */
final class CocoGenerator {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int CLASSES = 80;
  private static final int SIDE = 640;

  private CocoGenerator() {}

  /** The same numbers give the same bytes. */
  static void write(Path file, int images, int annotations) throws IOException {
    var random = new SplittableRandom(7);
    try (JsonGenerator json =
        JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (int i = 0; i < images; i++) {
        json.writeStartObject();
        json.writeStringField("file_name", "%012d.jpg".formatted(i * 5));
        json.writeNumberField("height", SIDE);
        json.writeNumberField("width", SIDE);
        json.writeNumberField("id", i * 5);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      for (int i = 0; i < annotations; i++) {
        annotation(json, i, random.nextInt(images) * 5, random);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (int i = 1; i <= CLASSES; i++) {
        json.writeStartObject();
        json.writeStringField("supercategory", "group " + i % 12);
        json.writeNumberField("id", i);
        json.writeStringField("name", "class " + i);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void annotation(JsonGenerator json, int id, int image, SplittableRandom random)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("segmentation");
    json.writeStartArray();
    double left = SIDE;
    double top = SIDE;
    double right = 0;
    double bottom = 0;
    double centerX = 100 + random.nextInt(400);
    double centerY = 100 + random.nextInt(400);
    int points = 4 + random.nextInt(42);
    for (int i = 0; i < points; i++) {
      double x = rounded(centerX + random.nextDouble(90) * Math.cos(6.28 * i / points));
      double y = rounded(centerY + random.nextDouble(90) * Math.sin(6.28 * i / points));
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      json.writeNumber(x);
      json.writeNumber(y);
    }
    json.writeEndArray();
    json.writeEndArray();
    json.writeNumberField("area", rounded((right - left) * (bottom - top) / 2));
    json.writeNumberField("iscrowd", 0);
    json.writeNumberField("image_id", image);
    json.writeArrayFieldStart("bbox");
    for (double value : new double[] {left, top, right - left, bottom - top}) {
      json.writeNumber(rounded(value));
    }
    json.writeEndArray();
    json.writeNumberField("category_id", 1 + random.nextInt(CLASSES));
    json.writeNumberField("id", 1_000_000L + id);
    json.writeEndObject();
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** The file names that a COCO file lists. */
  static List<String> fileNames(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("file_name")) {
          names.add(parser.nextTextValue());
        } else if (token == JsonToken.FIELD_NAME && parser.currentName().equals("annotations")) {
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
    return names;
  }
}
