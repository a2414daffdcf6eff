package io.granary.ingest;

import java.util.Optional;

/** Counts what kinds of files a source has, and says what the set is made of. */
final class Detection {
  private long files;
  private long bytes;
  private long images;
  private long videos;
  private long audio;
  private long tables;
  private long texts;
  private long documents;

  /** Takes a file into account. */
  void add(String path, long size) {
    files++;
    bytes += size;
    documents += Modality.isDocument(path) ? 1 : 0;
    switch (Modality.of(path).orElse(null)) {
      case IMAGE -> images++;
      case VIDEO -> videos++;
      case AUDIO -> audio++;
      case TABULAR -> tables++;
      case TEXT -> texts += Modality.isNote(path) ? 0 : 1;
      case null -> {}
    }
  }

  long files() {
    return files;
  }

  /**
   * Whether so many tables can only be there when JSON is taken as tables too.
   *
   * @param wanted how many there are to be
   */
  boolean needsDocuments(long wanted) {
    return documents > 0 && wanted > tables;
  }

  /** Bytes of all files, as their archive says. */
  long bytes() {
    return bytes;
  }

  /**
   * What the samples are: images, videos or audio where there are any, because tables and texts
   * beside them say something about them; else tables or texts, whichever are more. Empty when
   * nothing is a sample.
   */
  Optional<String> modality() {
    if (images > 0) {
      return Optional.of("image");
    }
    if (videos > 0) {
      return Optional.of("video");
    }
    if (audio > 0) {
      return Optional.of("audio");
    }
    if (tables + texts == 0) {
      return Optional.empty();
    }
    return Optional.of(tables >= texts ? "tabular" : "text");
  }
}
