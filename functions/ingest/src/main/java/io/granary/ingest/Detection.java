package io.granary.ingest;

import io.granary.media.ImageFormat;
import java.util.Locale;
import java.util.Optional;

/** Counts what kinds of files a source has, and says what the set is made of. */
final class Detection {
  private long files;
  private long bytes;
  private long images;
  private long texts;

  /** Takes a file into account. */
  void add(String path, long size) {
    files++;
    bytes += size;
    if (ImageFormat.hasImageExtension(path)) {
      images++;
    } else if (isText(path)) {
      texts++;
    }
  }

  long files() {
    return files;
  }

  /** Bytes of all files, as their archive says. */
  long bytes() {
    return bytes;
  }

  /**
   * What the samples are: images where there are any, else texts; empty when nothing is a sample.
   */
  Optional<String> modality() {
    if (images > 0) {
      return Optional.of("image");
    }
    return texts > 0 ? Optional.of("text") : Optional.empty();
  }

  /** Whether a file is a sample of a set of this modality. */
  static boolean isSample(String path, String modality) {
    return modality.equals("image") ? ImageFormat.hasImageExtension(path) : isText(path);
  }

  private static boolean isText(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".txt") || lower.endsWith(".md");
  }
}
