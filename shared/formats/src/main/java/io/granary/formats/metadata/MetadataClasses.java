package io.granary.formats.metadata;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.ImportedClass;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of a metadata file. */
final class MetadataClasses {
  /** The class of boxes that have none. */
  private static final MetadataRow.Labelled OBJECT =
      new MetadataRow.Labelled("", new ClassCell("object", false));

  /** More are no classes: what is beyond is unknown. */
  private static final int MOST = 100_000;

  /** Characters; longer texts are no names. */
  private static final int LONGEST = 1000;

  private static final int UNKNOWN = -1;

  private final String path;
  private final AnnotationImport target;
  private final CardClasses card;
  private final Map<MetadataRow.Labelled, Integer> places = new HashMap<>();
  private boolean isDoubtTold;
  private boolean isLackTold;

  MetadataClasses(String path, AnnotationImport target, CardClasses card) {
    this.path = path;
    this.target = target;
    this.card = card;
  }

  /** The place of a class. */
  int place(MetadataRow.Labelled label) {
    if (label.cell().text().isEmpty() || label.cell().text().length() > LONGEST) {
      return UNKNOWN;
    }
    Integer known = places.get(label);
    if (known == null) {
      if (places.size() >= MOST) {
        return UNKNOWN;
      }
      known = declare(label.cell(), label.field());
      places.put(label, known);
    }
    return known;
  }

  /** The place of the class of an object. */
  int placeOfObject(ClassCell cell, SourceObjects objects) {
    if (objects.hasClasses()) {
      return place(new MetadataRow.Labelled("category", cell));
    }
    if (!isLackTold) {
      isLackTold = true;
      tell("The objects have no classes; all boxes are of class '%s'", OBJECT.cell().text());
    }
    return place(OBJECT);
  }

  private int declare(ClassCell cell, String field) {
    if (!cell.isNumber()) {
      return target.declare(ImportedClass.named(cell.text()));
    }
    String name = name(field, cell.text());
    if (name == null && !isDoubtTold) {
      isDoubtTold = true;
      tell("Nothing names the classes; number %s is called class_%1$s", cell.text());
    }
    return target.declare(
        new ImportedClass(name == null ? "class_" + cell.text() : name, null, cell.text()));
  }

  private @Nullable String name(String field, String number) {
    String name = card.name(field, number);
    return name == null && field.equals("category") ? card.name("categories", number) : name;
  }

  private void tell(String sentence, String value) {
    target.issues().add(IssueCode.FORMAT_AMBIGUOUS, path, "", sentence.formatted(value));
  }
}
