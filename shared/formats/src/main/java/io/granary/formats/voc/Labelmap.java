package io.granary.formats.voc;

import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which pixels of a mask mean which class: by colour, or by number. */
final class Labelmap {
  /** The classes of VOC 2012, as masks number them. */
  static final Labelmap STANDARD =
      new Labelmap(
          List.of(
              "background,aeroplane,bicycle,bird,boat,bottle,bus,car,cat,chair,cow,diningtable,dog,"
                  .concat("horse,motorbike,person,pottedplant,sheep,sofa,train,tvmonitor")
                  .split(",")));

  private static final Set<String> NO_CLASSES = Set.of("background", "ignored", "void");
  private static final Pattern LINE =
      Pattern.compile("(.*?)(?::(\\d+,\\d+,\\d+)?(?::([^:]*)(?::([^:]*))?)?)?", Pattern.DOTALL);
  private static final Pattern WHOLE_LINE =
      Pattern.compile("(.*):(\\d+,\\d+,\\d+)?:([^:]*):([^:]*)", Pattern.DOTALL);

  /** One of its lines; the colour is 0xRRGGBB. */
  private record Entry(String name, @Nullable Integer color) {}

  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final int LONGEST_LINE = 1000;

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, String> byColor = new HashMap<>();

  private Labelmap() {}

  private Labelmap(List<String> names) {
    names.forEach(name -> add(new Entry(name, null)));
  }

  /** Reads a file that is known to be small; lines that begin with # are comments. */
  static Labelmap read(InputStream in) throws IOException {
    var labelmap = new Labelmap();
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!text.isBlank() && !text.startsWith("#") && text.length() <= LONGEST_LINE) {
          labelmap.add(text.strip());
        }
      }
    }
    return labelmap;
  }

  /** Its classes in their order, with the colours that it names. */
  List<ImportedClass> classes() {
    return entries.stream()
        .map(
            entry ->
                new ImportedClass(
                    entry.name,
                    null,
                    "",
                    entry.color == null ? null : "#%06x".formatted(entry.color),
                    List.of(),
                    List.of()))
        .toList();
  }

  /** Whether a line can begin with a name and be read back. */
  static boolean canHold(String name) {
    return !name.isBlank()
        && name.equals(name.strip())
        && !name.startsWith("#")
        && name.length() < LONGEST_LINE / 2
        && name.chars().noneMatch(c -> c == '\n' || c == '\r');
  }

  /** The colour of a class as a line has it; empty when it has none. */
  static String color(ImportedClass labelClass, Receipt receipt) {
    String color = labelClass.color();
    if (color == null) {
      return "";
    }
    if (!HEX.matcher(color).matches()) {
      receipt.lost("Colours of classes that are not #rrggbb were left out.");
      return "";
    }
    int rgb = Integer.parseInt(color.substring(1), 16);
    return "%d,%d,%d".formatted(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
  }

  /** The name of the class that has a colour. */
  Optional<String> byColor(int color) {
    return Optional.ofNullable(byColor.get(color));
  }

  /** The name of the class of a number, where 0 is the background, listed or not. */
  Optional<String> byNumber(int number) {
    boolean hasBackground = !entries.isEmpty() && isNoClass(entries.getFirst().name);
    int at = hasBackground ? number : number - 1;
    return at >= 0 && at < entries.size() ? Optional.of(entries.get(at).name) : Optional.empty();
  }

  /** Whether pixels of a class are of no object. */
  static boolean isNoClass(String name) {
    return NO_CLASSES.contains(name.toLowerCase(Locale.ROOT));
  }

  private void add(String line) {
    Matcher matcher = WHOLE_LINE.matcher(line);
    if (!matcher.matches()) {
      matcher = LINE.matcher(line);
    }
    String name = matcher.matches() ? matcher.group(1) : line;
    if (!name.isEmpty()) {
      add(new Entry(name, matcher.matches() ? color(matcher.group(2)) : null));
    }
  }

  private void add(Entry entry) {
    Integer color = entry.color;
    byColor.putIfAbsent(color == null ? VocColors.color(entries.size()) : color, entry.name);
    entries.add(entry);
  }

  private static @Nullable Integer color(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int color = 0;
    for (String part : text.split(",")) {
      if (part.length() > 3 || Integer.parseInt(part) > 255) {
        return null;
      }
      color = color << 8 | Integer.parseInt(part);
    }
    return color;
  }
}
