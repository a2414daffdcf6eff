package io.granary.ingest;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells files that may have annotations, or belong to them, by their names. */
final class AnnotationFiles {
  /** Bytes up to which the database keeps what they hold. */
  static final int KEPT = 32 << 10;

  private static final Set<String> EXTENSIONS =
      Set.of(
          "json", "jsonl", "ndjson", "xml", "csv", "tsv", "txt", "yaml", "yml", "names", "data",
          "md");
  private static final Set<String> MASK_FOLDERS = Set.of("segmentationclass", "segmentationobject");
  private static final String PANOPTIC = "panoptic_";

  private AnnotationFiles() {}

  /** Whether a file that is no sample may say something about samples. */
  static boolean isOne(String path) {
    return EXTENSIONS.contains(extension(path)) || isMask(path);
  }

  /**
   * Whether a picture says which pixels show what: those of Pascal VOC, and panoptic ones of COCO.
   */
  static boolean isMask(String path) {
    int end = path.lastIndexOf('/');
    String folder =
        end < 0
            ? ""
            : path.substring(path.lastIndexOf('/', end - 1) + 1, end).toLowerCase(Locale.ROOT);
    return extension(path).equals("png")
        && (MASK_FOLDERS.contains(folder) || folder.startsWith(PANOPTIC));
  }

  /** Whether a text belongs to Pascal VOC, and so is no sample of texts. */
  static boolean isList(String path) {
    return extension(path).equals("txt")
        && (path.startsWith("ImageSets/")
            || path.contains("/ImageSets/")
            || path.endsWith("labelmap.txt"));
  }

  /** What the database keeps of a file; null when it keeps nothing. */
  static byte @Nullable [] kept(String path, byte[] content) {
    return content.length <= KEPT && EXTENSIONS.contains(extension(path)) ? content : null;
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
