package io.granary.formats.yolo;

import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFiles;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which label file belongs to which image: the last folder {@code images} is {@code labels} instead
 * (Ultralytics), {@code Images} is {@code Annotations} (Datumaro), or both lie in one folder
 * (Darknet).
 */
final class LabelPlaces {
  private static final String SUFFIX = ".txt";
  private static final Set<String> DOCUMENTS =
      Set.of("readme", "license", "licence", "notes", "changelog", "requirements", "notice");

  private static final Map<String, String> OTHER_FOLDERS =
      Map.of(
          "Annotations", "Images",
          "annotations", "images",
          "ANNOTATIONS", "IMAGES",
          "Labels", "Images",
          "LABELS", "IMAGES");

  private LabelPlaces() {}

  /** Where a variant has the labels of an image. */
  static String of(String image, YoloVariant variant) {
    return variant == YoloVariant.DARKNET ? beside(image) : ofUltralytics(image);
  }

  /** Where Ultralytics looks for the labels of an image. */
  static String ofUltralytics(String image) {
    int at = ("/" + image).lastIndexOf("/images/");
    return at < 0
        ? beside(image)
        : image.substring(0, at)
            + "labels/"
            + stem(image.substring(at + "images/".length()))
            + SUFFIX;
  }

  /** Where Darknet looks for the labels of an image. */
  static String beside(String image) {
    return stem(image) + SUFFIX;
  }

  static boolean isText(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  /** Whether a name is that of a text for people. */
  static boolean isDocument(String path) {
    String name = stem(path.substring(path.lastIndexOf('/') + 1)).toLowerCase(Locale.ROOT);
    return DOCUMENTS.stream().anyMatch(name::startsWith);
  }

  /** Whether a folder of the path is one of labels. */
  static boolean isInLabelFolder(String path) {
    String folders = "/" + path.toLowerCase(Locale.ROOT);
    return folders.contains("/labels/") || folders.contains("/annotations/");
  }

  /** The image that a label file is for, without extension, as it is most likely called. */
  static String imageStem(String label) {
    return imageStems(label, YoloVariant.DETECT).getFirst();
  }

  /** The sample in the very place where a label file has its image, or {@link SampleIndex#NONE}. */
  static int exactSample(SampleIndex samples, String label, YoloVariant variant) {
    for (String stem : imageStems(label, variant)) {
      int sample = samples.findStem(stem, "");
      if (sample != SampleIndex.NONE
          && stem(samples.path(sample)).equals(Normalizer.normalize(stem, Normalizer.Form.NFC))) {
        return sample;
      }
    }
    return SampleIndex.NONE;
  }

  /**
   * The sample of a label file; where none is in its place, the one of its name, unless that has a
   * label file of its own.
   */
  static int sample(SampleIndex samples, SetFiles files, String label, YoloVariant variant) {
    int exact = exactSample(samples, label, variant);
    if (exact != SampleIndex.NONE) {
      return exact;
    }
    for (String stem : imageStems(label, variant)) {
      int sample = samples.findStem(stem, label);
      if (sample != SampleIndex.NONE) {
        String image = samples.path(sample);
        return files.find(ofUltralytics(image)).isPresent() || files.find(beside(image)).isPresent()
            ? SampleIndex.NONE
            : sample;
      }
    }
    return SampleIndex.NONE;
  }

  /** The images that a label file may be for, without extensions; the likeliest first. */
  private static List<String> imageStems(String label, YoloVariant variant) {
    String stem = stem(label);
    Set<String> stems = new LinkedHashSet<>();
    if (variant == YoloVariant.DARKNET) {
      stems.add(stem);
    }
    addReplaced(stem, Map.of("labels", "images"), stems);
    stems.add(stem);
    addReplaced(stem, OTHER_FOLDERS, stems);
    return List.copyOf(stems);
  }

  /** Adds paths with one of their folders replaced, the last first. */
  private static void addReplaced(String stem, Map<String, String> folders, Set<String> stems) {
    String[] parts = stem.split("/", -1);
    for (int i = parts.length - 2; i >= 0; i--) {
      String images = folders.get(parts[i]);
      if (images != null) {
        List<String> replaced = new ArrayList<>(List.of(parts));
        replaced.set(i, images);
        stems.add(String.join("/", replaced));
      }
    }
  }

  static String withoutSuffix(String path) {
    return stem(path);
  }

  /** A path without the extension of its last part. */
  private static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }
}
