package io.granary.formats.annotations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.domain.Decimals;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.geometry.Rle;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One segmentation as COCO has it, in any of its three shapes: polygons, runs as a list, runs as a
 * text. Numbers of polygons keep all their digits; of their text at most 8 MiB is held.
 */
public final class SegmentationJson {
  private static final int MAX_TEXT = 8 << 20;
  private static final int LEAST_NUMBERS = 6;

  private final StringBuilder parts = new StringBuilder();
  private boolean isGiven;
  private boolean isBroken;
  private double left = Double.POSITIVE_INFINITY;
  private double top = Double.POSITIVE_INFINITY;
  private double right = Double.NEGATIVE_INFINITY;
  private double bottom = Double.NEGATIVE_INFINITY;
  private Optional<Rle> mask = Optional.empty();
  private int maskHeight;
  private int maskWidth;

  /** Whether there is one at all; {@code []} and {@code [[]]} are none. */
  public boolean isGiven() {
    return isGiven;
  }

  /** Reads the value at the parser, whatever it is. */
  public void read(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      isGiven = true;
      readMask(parser);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      readPolygons(parser);
    } else {
      isGiven = parser.currentToken() != JsonToken.VALUE_NULL;
      isBroken = isGiven;
    }
  }

  /**
   * The outline or mask; empty when there is none, it cannot be read, or it is a mask of another
   * size than the image has upright or as it is stored.
   *
   * @param sample place in the index; not negative
   */
  public Optional<Shape> shape(SampleIndex samples, int sample) {
    if (!isGiven || isBroken) {
      return Optional.empty();
    }
    if (mask.isPresent()) {
      boolean fits =
          samples.width(sample) == 0
              || samples.width(sample) == maskWidth && samples.height(sample) == maskHeight
              || samples.orientation(sample) >= 5
                  && samples.width(sample) == maskHeight
                  && samples.height(sample) == maskWidth;
      return fits
          ? mask.map(
              rle ->
                  new Shape(
                      AnnotationType.MASK,
                      "{\"size\":[%d,%d],\"counts\":\"%s\"}"
                          .formatted(maskHeight, maskWidth, rle.compressed().replace("\\", "\\\\")),
                      rle.box()))
          : Optional.empty();
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Shape(
                AnnotationType.POLYGON,
                "{\"parts\":[" + parts + "]}",
                new Box(left, top, right - left, bottom - top)));
  }

  private void readPolygons(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        readPolygon(parser);
      } else {
        // A flat list of numbers is no shape that the format knows.
        isGiven = true;
        isBroken = true;
        parser.skipChildren();
      }
    }
  }

  private void readPolygon(JsonParser parser) throws IOException {
    int start = parts.length();
    if (start > 0) {
      parts.append(',');
    }
    parts.append('[');
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : Double.NaN;
      if (!Double.isFinite(value) || parts.length() > MAX_TEXT) {
        isGiven = true;
        isBroken = true;
        parser.skipChildren();
        continue;
      }
      parts.append(count > 0 ? "," : "").append(Decimals.of(parser.getText(), value));
      if (count % 2 == 0) {
        left = Math.min(left, value);
        right = Math.max(right, value);
      } else {
        top = Math.min(top, value);
        bottom = Math.max(bottom, value);
      }
      count++;
    }
    if (count == 0) {
      parts.setLength(start);
      return;
    }
    parts.append(']');
    isGiven = true;
    isBroken |= count < LEAST_NUMBERS || count % 2 != 0;
  }

  private void readMask(JsonParser parser) throws IOException {
    long[] runs = null;
    String text = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("size") && value == JsonToken.START_ARRAY) {
        long[] size = whole(parser);
        maskHeight = size.length == 2 ? Math.clamp(size[0], 0, 1 << 20) : 0;
        maskWidth = size.length == 2 ? Math.clamp(size[1], 0, 1 << 20) : 0;
      } else if (field.equals("counts") && value == JsonToken.START_ARRAY) {
        runs = whole(parser);
      } else if (field.equals("counts") && value == JsonToken.VALUE_STRING) {
        text = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    if (runs != null) {
      mask = Rle.of(maskHeight, maskWidth, runs);
    } else if (text != null) {
      mask = Rle.parse(maskHeight, maskWidth, text);
    }
    isBroken = mask.isEmpty();
  }

  /** Whole numbers; anything else is -1, which no mask has. */
  private static long[] whole(JsonParser parser) throws IOException {
    long[] values = new long[16];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : -1;
      parser.skipChildren();
      if (count == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[count++] = value == Math.rint(value) && value < 1L << 40 ? (long) value : -1;
    }
    return Arrays.copyOf(values, count);
  }
}
