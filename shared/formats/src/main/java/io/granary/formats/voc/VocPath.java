package io.granary.formats.voc;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a file lies in the layout of VOC.
 *
 * @param root the folder that the layout begins in, with its slash; empty at the top
 * @param kind the folder of the layout
 * @param stem path below that folder, without extension
 */
record VocPath(String root, String kind, String stem) {
  static final String ANNOTATIONS = "Annotations";
  static final String IMAGES = "JPEGImages";
  static final String LISTS = "ImageSets";
  static final String CLASS_MASKS = "SegmentationClass";
  static final String OBJECT_MASKS = "SegmentationObject";
  static final String LABELMAP = "labelmap.txt";

  /** The place of a file below a folder of the layout; empty when it is not below it. */
  static Optional<VocPath> of(String kind, String path) {
    String folder = kind + "/";
    int at = ("/" + path).lastIndexOf("/" + folder);
    return at < 0
        ? Optional.empty()
        : Optional.of(
            new VocPath(
                path.substring(0, at),
                kind,
                withoutExtension(path.substring(at + folder.length()))));
  }

  static boolean isXml(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".xml");
  }

  static boolean isLabelmap(String path) {
    return path.equals(LABELMAP) || path.endsWith("/" + LABELMAP);
  }

  static boolean isList(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".txt") && of(LISTS, path).isPresent();
  }

  static boolean isMask(String path) {
    return isMask(CLASS_MASKS, path) || isMask(OBJECT_MASKS, path);
  }

  static boolean isMask(String kind, String path) {
    return path.endsWith(".png") && of(kind, path).isPresent();
  }

  /** The file of the same stem in another folder of the layout. */
  String beside(String otherKind, String extension) {
    return root + otherKind + "/" + stem + extension;
  }

  /** Where the image would lie, without its extension. */
  String image() {
    return root + IMAGES + "/" + stem;
  }

  static String withoutExtension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }
}
