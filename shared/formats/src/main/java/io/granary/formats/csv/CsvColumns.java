package io.granary.formats.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which column of a table says what. */
final class CsvColumns {
  private final List<String> header;
  private final Map<Role, Integer> places;
  private final boolean isGuessed;
  private final List<Integer> flags;

  private CsvColumns(List<String> header, Map<Role, Integer> places, boolean isGuessed) {
    this(header, places, isGuessed, List.of());
  }

  private CsvColumns(
      List<String> header, Map<Role, Integer> places, boolean isGuessed, List<Integer> flags) {
    this.header = header;
    this.places = places;
    this.isGuessed = isGuessed;
    this.flags = flags;
  }

  /** The columns that a header names; empty when it is not one of annotations. */
  static Optional<CsvColumns> named(List<String> header) {
    Map<String, Integer> free = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      free.putIfAbsent(normal(header.get(i)), i);
    }
    boolean isOpenImages = isOpenImages(free);
    Map<Role, Integer> places = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      // Width and height are those of the image where the box has its other corner.
      boolean isOfCorners = role == Role.WIDTH || role == Role.HEIGHT;
      boolean isTaken = isOfCorners && hasNoUseForSize(places);
      // There the confidence is that of whoever has drawn the box, mostly 1.
      boolean isOther = role == Role.SCORE && isOpenImages;
      if (!isTaken && !isOther) {
        role.names().stream()
            .filter(free::containsKey)
            .findFirst()
            .ifPresent(name -> places.put(role, free.remove(name)));
      }
    }
    if (!hasBoxes(places)) {
      places.keySet().removeIf(Role::isOfBox);
    }
    boolean isGuessed = guessClass(header, places, free);
    boolean isTable =
        places.containsKey(Role.FILE)
            && (hasBoxes(places)
                || places.containsKey(Role.CLASS)
                || places.containsKey(Role.CAPTION));
    return isTable ? Optional.of(new CsvColumns(header, places, isGuessed)) : Optional.empty();
  }

  /** The columns of a table with a file and, but for its split, a column for each class. */
  static Optional<CsvColumns> flagged(List<String> header) {
    Map<Role, Integer> places = new EnumMap<>(Role.class);
    List<String> names = header.stream().map(CsvColumns::normal).toList();
    for (Role role : List.of(Role.FILE, Role.SPLIT)) {
      role.names().stream()
          .filter(names::contains)
          .findFirst()
          .ifPresent(name -> places.put(role, names.indexOf(name)));
    }
    List<Integer> flags = new CsvColumns(header, places, false).others();
    return places.containsKey(Role.FILE) && !flags.isEmpty()
        ? Optional.of(new CsvColumns(header, places, flags.size() == 1, flags))
        : Optional.empty();
  }

  /** The columns of tables without header: path,x1,y1,x2,y2,class or path,class. */
  static Optional<CsvColumns> unnamed(CsvRow first) {
    Map<Role, Integer> places = new EnumMap<>(Role.class);
    places.put(Role.FILE, 0);
    if (first.values().size() == 2) {
      places.put(Role.CLASS, 1);
      return Optional.of(new CsvColumns(List.of("", ""), places, true));
    }
    boolean hasNumbers = true;
    boolean isEmpty = true;
    for (int i = 1; i < 5; i++) {
      hasNumbers &= Double.isFinite(CsvNumbers.parse(first.value(i)));
      isEmpty &= first.value(i).isBlank();
    }
    if (first.values().size() != 6 || !hasNumbers && !isEmpty) {
      return Optional.empty();
    }
    places.put(Role.LEFT, 1);
    places.put(Role.TOP, 2);
    places.put(Role.RIGHT, 3);
    places.put(Role.BOTTOM, 4);
    places.put(Role.CLASS, 5);
    return Optional.of(new CsvColumns(List.of("", "", "", "", "", ""), places, false));
  }

  /** Takes the one column that is left for the class, where nothing else can be it. */
  private static boolean guessClass(
      List<String> header, Map<Role, Integer> places, Map<String, Integer> free) {
    boolean isWanted =
        !places.containsKey(Role.CLASS)
            && !places.containsKey(Role.CAPTION)
            && (hasBoxes(places) || header.size() == 2)
            && free.size() == 1
            && !free.containsKey("source");
    if (isWanted) {
      free.values().forEach(place -> places.put(Role.CLASS, place));
    }
    return isWanted && !hasBoxes(places);
  }

  private static boolean hasNoUseForSize(Map<Role, Integer> places) {
    boolean hasCorners = places.containsKey(Role.RIGHT) && places.containsKey(Role.BOTTOM);
    boolean hasPlace = places.containsKey(Role.LEFT) || places.containsKey(Role.CENTER_X);
    return hasCorners || !hasPlace;
  }

  private static boolean hasBoxes(Map<Role, Integer> places) {
    boolean hasSize = places.containsKey(Role.WIDTH) && places.containsKey(Role.HEIGHT);
    boolean hasEnd = places.containsKey(Role.RIGHT) && places.containsKey(Role.BOTTOM);
    boolean hasStart = places.containsKey(Role.LEFT) && places.containsKey(Role.TOP);
    boolean hasCenter = places.containsKey(Role.CENTER_X) && places.containsKey(Role.CENTER_Y);
    return places.containsKey(Role.BBOX) || hasStart && (hasEnd || hasSize) || hasCenter && hasSize;
  }

  private static boolean isOpenImages(Map<String, Integer> names) {
    return names.containsKey("imageid")
        && names.containsKey("labelname")
        && names.containsKey("source")
        && names.containsKey("confidence");
  }

  static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  int count() {
    return header.size();
  }

  String name(int place) {
    return header.get(place);
  }

  boolean has(Role role) {
    return places.containsKey(role);
  }

  boolean hasBoxes() {
    return hasBoxes(places);
  }

  /** The places of columns that are classes, with 1 where a sample is of it and else 0. */
  List<Integer> flags() {
    return flags;
  }

  /** Whether the header can hardly be of anything but boxes of images. */
  boolean isClear() {
    String file = normal(header.get(places.getOrDefault(Role.FILE, 0)));
    boolean isFile = Stream.of("file", "path", "image", "img").anyMatch(file::contains);
    return isOpenImages() || isFile && hasBoxes() && !has(Role.BBOX);
  }

  /** Whether no name says that the class is one. */
  boolean isGuessed() {
    return isGuessed;
  }

  /** Whether the table is of Open Images: boxes from 0 to 1, images without extension. */
  boolean isOpenImages() {
    return isOpenImages(
        header.stream()
            .map(CsvColumns::normal)
            .collect(java.util.stream.Collectors.toMap(name -> name, _ -> 0, (a, _) -> a)));
  }

  /** Whether the table was written here: boxes in pixels. */
  boolean isOwn() {
    return header.equals(CsvWriter.HEADER);
  }

  /** The value of a row; empty when there is no such column. */
  String value(CsvRow row, Role role) {
    return row.value(places.getOrDefault(role, -1));
  }

  /** The place of a column by its name in lower case without other signs; -1 for none. */
  int place(String normalName) {
    return header.stream().map(CsvColumns::normal).toList().indexOf(normalName);
  }

  /** The places of columns of which nothing is known but their names. */
  List<Integer> others() {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      if (!places.containsValue(i) && !header.get(i).isBlank()) {
        others.add(i);
      }
    }
    return others;
  }
}
