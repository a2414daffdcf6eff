package io.granary.formats.annotations;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.Box;
import io.granary.domain.Decimals;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers in JSON as boxes, points and lines are made of them. */
public final class NumbersJson {
  private NumbersJson() {}

  /**
   * The numbers of the list at the parser, those of lists within it among them; what is no number
   * is NaN. None when it is no list.
   */
  public static double[] read(JsonParser parser) throws IOException {
    double[] numbers = new double[8];
    int count = 0;
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return new double[0];
    }
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        depth++;
      } else if (token == JsonToken.END_ARRAY) {
        depth--;
      } else {
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = JsonText.number(parser);
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  /** The box of x, y, width and height; what is missing is NaN. Null when there are no numbers. */
  public static @Nullable Box box(double[] numbers) {
    return numbers.length == 0
        ? null
        : new Box(numbers[0], at(numbers, 1), at(numbers, 2), at(numbers, 3));
  }

  /** Pixels that a file declares; 0 when it declares none. */
  public static int pixels(JsonParser parser) throws IOException {
    double value = JsonText.number(parser);
    return value > 0 && value < Integer.MAX_VALUE ? (int) value : 0;
  }

  /** Whether a value is one or true. */
  public static boolean isTrue(JsonParser parser) throws IOException {
    boolean isTrue = parser.currentToken() == JsonToken.VALUE_TRUE;
    return JsonText.number(parser) == 1 || isTrue;
  }

  /** Writes a number with all its digits; a whole one has no fraction. */
  public static void write(JsonGenerator json, double value) throws IOException {
    json.writeNumber(Decimals.of(value));
  }

  /** Writes a box as a list of x, y, width and height. */
  public static void write(JsonGenerator json, Box box) throws IOException {
    json.writeStartArray();
    write(json, box.x());
    write(json, box.y());
    write(json, box.width());
    write(json, box.height());
    json.writeEndArray();
  }

  private static double at(double[] numbers, int place) {
    return place < numbers.length ? numbers[place] : Double.NaN;
  }
}
