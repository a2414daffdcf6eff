package io.granary.formats.csv;

import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.ImportedClass;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The classes of tables, and how Open Images names those that have only an id. */
final class CsvClasses {
  /** The class of boxes of which a table says none. */
  static final String OBJECT = "object";

  /** More are no classes: what is beyond is unknown. */
  private static final int MOST = 100_000;

  /** Characters; longer texts are no names. */
  private static final int LONGEST = 1000;

  private static final int UNKNOWN = -1;

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** Whether a file names the classes of Open Images, such as class-descriptions-boxable.csv. */
  static boolean isDescription(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').contains("class-descriptions");
  }

  /** Takes the names of a file. */
  void name(Content content) throws IOException {
    try (CsvRows rows = CsvRows.open(content)) {
      for (CsvRow row = rows.next(); row != null && names.size() < MOST; row = rows.next()) {
        boolean isName = !row.value(1).isBlank() && row.value(1).length() <= LONGEST;
        if (row.values().size() == 2 && isName && row.value(0).length() <= LONGEST) {
          names.putIfAbsent(row.value(0).strip(), row.value(1).strip());
        }
      }
    }
  }

  /**
   * The place of a class.
   *
   * @param name as the table has it
   * @param sourceId empty when the table has none beside the name
   */
  int place(AnnotationImport target, String name, String sourceId) {
    String wanted = name.strip();
    Integer known = places.get(wanted);
    if (known != null) {
      return known;
    }
    if (wanted.isEmpty() || wanted.length() > LONGEST || places.size() >= MOST) {
      return UNKNOWN;
    }
    String shown = names.get(wanted);
    int place =
        target.declare(
            shown == null
                ? new ImportedClass(wanted, null, sourceId.strip())
                : new ImportedClass(shown, null, wanted));
    places.put(wanted, place);
    return place;
  }
}
