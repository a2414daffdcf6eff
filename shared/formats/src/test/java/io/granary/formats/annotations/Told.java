package io.granary.formats.annotations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;

/** Sets as lines of text that are the same when the sets say the same. */
public final class Told {
  private static final JsonFactory JSON = new JsonFactory();

  private Told() {}

  /** Each sample with its split and its annotations, whose order is no matter. */
  public static List<String> lines(MemorySet set) {
    return set.samples().stream()
        .map(
            sample ->
                "%s [%s] %d %d %s"
                    .formatted(
                        sample.path(),
                        sample.split() == null
                            ? SplitNames.ofPath(sample.path()).orElse("")
                            : sample.split(),
                        sample.width(),
                        sample.height(),
                        sample.annotations().stream().map(a -> line(set, a)).sorted().toList()))
        .sorted()
        .toList();
  }

  private static String line(MemorySet set, WrittenAnnotation a) {
    return "\n  %s %s %s %s %s %s %s"
        .formatted(
            a.labelClass() < 0 ? "-" : set.classes().get(a.labelClass()).name(),
            a.geometry().type(),
            a.geometry().json(),
            a.box(),
            sorted(a.attributes()),
            a.score(),
            a.isCrowd());
  }

  private static String sorted(String json) {
    var fields = new TreeMap<String, String>();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        fields.put(field, new Attributes().put("v", parser).json());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fields.toString();
  }
}
