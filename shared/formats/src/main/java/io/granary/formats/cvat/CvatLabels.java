package io.granary.formats.cvat;

import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.ImportedClass.Edge;
import io.granary.formats.xml.XmlCursor;
import io.granary.formats.xml.XmlElement;
import io.granary.formats.xml.XmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels of a file. Those that have a parent are the points of its skeleton, in their order. In
 * a file without any, every label that a shape names is one.
 */
final class CvatLabels {
  private static final int MOST = 100_000;

  /** Every skeleton of a class has all of its points. */
  private static final int MOST_POINTS = 1000;

  private static final Set<String> HOLDERS = Set.of("task", "project", "job");

  private final AnnotationImport target;
  private int count;
  private final Map<String, Label> labels = new LinkedHashMap<>();
  private final Map<String, Integer> classes = new HashMap<>();

  CvatLabels(AnnotationImport target) {
    this.target = target;
  }

  private static final class Label {
    private String color = "";
    private String svg = "";
    private final List<String> points = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();
  }

  /** Reads the labels of the meta element that the cursor stands at. */
  void read(XmlCursor cursor) throws IOException {
    while (cursor.toElement(3)) {
      if (!HOLDERS.contains(cursor.name())) {
        continue;
      }
      while (cursor.toElement(4)) {
        if (!cursor.name().equals("labels")) {
          continue;
        }
        while (cursor.toElement(5)) {
          add(cursor.element());
        }
      }
    }
  }

  /** Declares the classes, in the order of the labels. */
  void declare() {
    labels.forEach(
        (name, label) ->
            classes.put(
                name,
                target.declare(
                    new ImportedClass(
                        name,
                        null,
                        "",
                        label.color.matches("#[0-9a-fA-F]{6}") ? label.color : null,
                        label.points,
                        edges(label)))));
  }

  /** The place of a class; negative when no label has the name. */
  int place(String name) {
    if (labels.isEmpty() && !name.isEmpty()) {
      return target.declare(ImportedClass.named(name));
    }
    return classes.getOrDefault(name, -1);
  }

  /** The names of the points of a skeleton, in their order; empty when none are declared. */
  List<String> points(String name) {
    Label label = labels.get(name);
    return label == null ? List.of() : label.points;
  }

  /** How an attribute of a label is entered, such as number or checkbox; empty when unknown. */
  String type(String name, String attribute) {
    Label label = labels.get(name);
    return label == null ? "" : label.types.getOrDefault(attribute, "");
  }

  private void add(XmlElement read) throws XmlException {
    String name = read.value("name");
    String parent = read.value("parent");
    if (name.isEmpty()) {
      return;
    }
    if (++count > MOST) {
      throw new XmlException("More than %d labels".formatted(MOST));
    }
    if (!parent.isEmpty()) {
      Label skeleton = labels.computeIfAbsent(parent, _ -> new Label());
      if (skeleton.points.size() == MOST_POINTS) {
        throw new XmlException("A skeleton of more than %d points".formatted(MOST_POINTS));
      }
      skeleton.points.add(name);
      return;
    }
    Label label = labels.computeIfAbsent(name, _ -> new Label());
    label.color = read.value("color");
    label.svg = read.value("svg");
    read.child("attributes")
        .ifPresent(
            all ->
                all.children("attribute")
                    .forEach(a -> label.types.put(a.value("name"), a.value("input_type"))));
  }

  private static List<Edge> edges(Label label) {
    return label.svg.isEmpty() ? List.of() : CvatSkeleton.edges(label.svg, label.points);
  }
}
