package io.granary.formats.voc;

import io.granary.formats.annotations.Content;
import io.granary.formats.geometry.Corners;
import io.granary.formats.xml.XmlCursor;
import io.granary.formats.xml.XmlElement;
import io.granary.formats.xml.XmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The annotation file of an image.
 *
 * @param filename of the image; empty when it says none
 * @param width pixels that it declares; 0 when it does not
 */
record VocXml(String filename, int width, int height, List<VocObject> objects) {
  static final String ROOT = "annotation";
  private static final long MOST_BYTES = 8 << 20;

  /** The file has another root: it is of another format. */
  static final class OtherRootException extends Exception {
    private static final long serialVersionUID = 1;

    private OtherRootException(String root) {
      super("Its root is <%s>, not <%s>".formatted(root, ROOT));
    }
  }

  /** An annotation file that says nothing. */
  static VocXml nothing() {
    return new VocXml("", 0, 0, List.of());
  }

  /**
   * Reads a file, of at most 8 MiB.
   *
   * @throws XmlException when it is damaged or too large
   */
  static VocXml read(Content content) throws IOException, OtherRootException {
    XmlElement root = root(content);
    XmlElement size =
        root.child("size").orElseGet(() -> new XmlElement("", java.util.Map.of(), "", List.of()));
    List<VocObject> objects = new ArrayList<>();
    for (XmlElement object : VocDefaults.objects(root)) {
      objects.add(VocObject.of(object));
    }
    return new VocXml(
        root.value("filename"), pixels(size.value("width")), pixels(size.value("height")), objects);
  }

  /** The root of a file with everything in it. */
  static XmlElement root(Content content) throws IOException, OtherRootException {
    try (XmlCursor cursor = XmlCursor.open(content, MOST_BYTES)) {
      cursor.toElement(1);
      if (!cursor.name().equals(ROOT)) {
        String root = cursor.name();
        cursor.end();
        throw new OtherRootException(root);
      }
      XmlElement root = cursor.element();
      cursor.end();
      return root;
    }
  }

  private static int pixels(String text) {
    double value = Corners.number(text);
    return value > 0 && value < Integer.MAX_VALUE ? (int) value : 0;
  }
}
