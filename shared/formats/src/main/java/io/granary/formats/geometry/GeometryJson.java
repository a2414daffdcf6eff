package io.granary.formats.geometry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.domain.Decimals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Geometries as JSON text. Whole numbers have no fraction, others all their digits. */
final class GeometryJson {
  private static final JsonFactory JSON = new JsonFactory();

  private GeometryJson() {}

  static String write(Geometry geometry) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      geometry.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    number(json, value);
  }

  static void number(JsonGenerator json, double value) throws IOException {
    json.writeNumber(Decimals.of(value));
  }

  static void points(JsonGenerator json, List<Point> points) throws IOException {
    json.writeArrayFieldStart("points");
    for (Point point : points) {
      json.writeStartArray();
      number(json, point.x());
      number(json, point.y());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  static Geometry parse(AnnotationType type, String text) {
    var read = new Fields();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("A geometry is an object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        read.field(field, json);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read a geometry: " + e.getMessage(), e);
    }
    return read.geometry(type);
  }

  private static final class Fields {
    private double x = Double.NaN;
    private double y = Double.NaN;
    private double width = Double.NaN;
    private double height = Double.NaN;
    private double radius = Double.NaN;
    private String text = "";
    private List<List<Double>> lists = List.of();
    private List<Double> flat = List.of();

    void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "x" -> x = json.getDoubleValue();
        case "y" -> y = json.getDoubleValue();
        case "width" -> width = json.getDoubleValue();
        case "height" -> height = json.getDoubleValue();
        case "radius" -> radius = json.getDoubleValue();
        case "text", "counts" -> text = json.getText();
        case "parts", "points" -> lists = lists(json);
        case "center", "size" -> flat = numbers(json);
        default -> json.skipChildren();
      }
    }

    Geometry geometry(AnnotationType type) {
      return switch (type) {
        case BBOX -> new Bbox(new Box(x, y, width, height));
        case POLYGON -> new Polygon(lists.stream().map(Fields::pairs).toList());
        case MASK ->
            new Mask(
                Rle.parse(whole(flat, 0), whole(flat, 1), text)
                    .orElseThrow(() -> new IllegalArgumentException("Runs that fill no mask")));
        case ROTATED_BBOX -> new RotatedBox(lists.stream().map(Fields::pair).toList());
        case KEYPOINTS ->
            new Keypoints(
                lists.stream().map(p -> new Keypoint(at(p, 0), at(p, 1), (int) at(p, 2))).toList());
        case POLYLINE -> new Polyline(lists.stream().map(Fields::pair).toList());
        case CIRCLE -> new Circle(pair(flat), radius);
        case CLASS -> new Label();
        case CAPTION -> new Caption(text);
      };
    }

    private static List<Point> pairs(List<Double> numbers) {
      List<Point> points = new ArrayList<>(numbers.size() / 2);
      for (int i = 0; i + 1 < numbers.size(); i += 2) {
        points.add(new Point(numbers.get(i), numbers.get(i + 1)));
      }
      return points;
    }

    private static Point pair(List<Double> numbers) {
      return new Point(at(numbers, 0), at(numbers, 1));
    }

    private static double at(List<Double> numbers, int place) {
      if (place >= numbers.size()) {
        throw new IllegalArgumentException("A point lacks a number");
      }
      return numbers.get(place);
    }

    private static int whole(List<Double> numbers, int place) {
      return (int) at(numbers, place);
    }

    private static List<List<Double>> lists(JsonParser json) throws IOException {
      List<List<Double>> lists = new ArrayList<>();
      while (json.nextToken() == JsonToken.START_ARRAY) {
        lists.add(numbers(json));
      }
      return lists;
    }

    private static List<Double> numbers(JsonParser json) throws IOException {
      List<Double> numbers = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        numbers.add(json.getDoubleValue());
      }
      return numbers;
    }
  }
}
