package io.granary.ingest;

/** What the folders of a path say. */
final class Folders {
  private Folders() {}

  /** The folder of a path; the top is the empty text. */
  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
