package io.granary.formats.voc;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Corners;
import io.granary.formats.voc.AttributeText.Written;
import io.granary.formats.xml.XmlWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the annotation file of a sample. */
final class VocXmlWriter {
  private final List<ImportedClass> classes;
  private final WriteOptions options;
  private final Receipt receipt;

  VocXmlWriter(List<ImportedClass> classes, WriteOptions options, Receipt receipt) {
    this.classes = classes;
    this.options = options;
    this.receipt = receipt;
  }

  void write(AnnotatedSample sample, Writer out) throws IOException {
    var xml = new XmlWriter(out);
    xml.open(VocXml.ROOT).leaf("folder", VocPath.IMAGES).leaf("filename", VocNames.image(sample));
    xml.open(VocDefaults.SOURCE)
        .leaf("database", "Unknown")
        .leaf(VocDefaults.WRITTEN_BY, VocDefaults.GRANARY)
        .close(VocDefaults.SOURCE);
    if (sample.width() > 0 && sample.height() > 0) {
      xml.open("size")
          .leaf("width", Integer.toString(sample.width()))
          .leaf("height", Integer.toString(sample.height()))
          .leaf("depth", "3")
          .close("size");
    }
    xml.leaf("segmented", "0");
    for (WrittenAnnotation annotation : sample.annotations()) {
      AnnotationType type = annotation.geometry().type();
      switch (type) {
        case BBOX, POLYGON, MASK, ROTATED_BBOX, CIRCLE -> writeBox(annotation, xml);
        case KEYPOINTS -> receipt.dropped(type, "VOC has no keypoints.");
        case POLYLINE -> receipt.dropped(type, "VOC has no lines.");
        case CLASS -> receipt.dropped(type, "VOC has no classes of whole images.");
        case CAPTION -> receipt.dropped(type, "VOC has no captions.");
      }
    }
    xml.close(VocXml.ROOT);
    if (xml.isReplaced()) {
      receipt.lost("Characters that XML cannot hold were replaced.");
    }
  }

  private void writeBox(WrittenAnnotation annotation, XmlWriter xml) throws IOException {
    AnnotationType type = annotation.geometry().type();
    Box box =
        annotation.box() == null ? annotation.geometry().box().orElse(null) : annotation.box();
    if (box == null || !box.isFinite() || annotation.labelClass() < 0) {
      receipt.dropped(type, "Without a box or a class it is no object of VOC.");
      return;
    }
    if (type == AnnotationType.BBOX) {
      receipt.written(type);
    } else {
      String name = type == AnnotationType.ROTATED_BBOX ? "rotated box" : type.toString();
      receipt.changed(
          type, AnnotationType.BBOX, "Of each %s only the box around it is left.".formatted(name));
    }
    xml.open("object").leaf("name", classes.get(annotation.labelClass()).name());
    if (options.ids() == WriteOptions.Ids.KEPT && annotation.sourceId() != null) {
      xml.leaf("id", annotation.sourceId());
    }
    writeAttributes(AttributeText.write(annotation.attributes()), xml);
    xml.open("bndbox")
        .leaf("xmin", Corners.text(box.x()))
        .leaf("ymin", Corners.text(box.y()))
        .leaf("xmax", Corners.corner(box.x(), box.width()))
        .leaf("ymax", Corners.corner(box.y(), box.height()))
        .close("bndbox");
    Double score = annotation.score();
    if (score != null && Double.isFinite(score)) {
      xml.leaf("score", Corners.text(score));
    }
    if (annotation.isCrowd()) {
      xml.leaf("iscrowd", "1");
    }
    xml.close("object");
  }

  /**
   * What VOC has elements for goes there, such as {@code <difficult>}. Trainers want some of them
   * of every object; what is in them by default is an attribute too where it was one.
   */
  private static void writeAttributes(List<Written> attributes, XmlWriter xml) throws IOException {
    List<Written> others = new ArrayList<>();
    Map<String, String> missing = new LinkedHashMap<>(VocDefaults.VALUES);
    for (Written attribute : attributes) {
      String name = attribute.name();
      String value = VocDefaults.element(name, attribute.value());
      if (value.isEmpty() || value.equals(VocDefaults.VALUES.get(name))) {
        others.add(attribute);
      } else {
        xml.leaf(name, value);
        missing.remove(name);
      }
    }
    for (var element : missing.entrySet()) {
      xml.leaf(element.getKey(), element.getValue());
    }
    if (!others.isEmpty()) {
      xml.open("attributes");
      for (Written attribute : others) {
        xml.open("attribute")
            .leaf("name", attribute.name())
            .leaf("value", attribute.value())
            .close("attribute");
      }
      xml.close("attributes");
    }
  }
}
