package io.granary.formats.annotations;

import java.io.IOException;

/** Reads the annotations of one set in one format. */
public interface AnnotationReader {
  /** Whether a file is one of those that it reads, or that belong to the format. */
  boolean uses(String path);

  /**
   * Reads everything. A file that is damaged is an issue and leaves the others as they are; memory
   * is bounded by the number of samples and annotations times some bytes, not by the files.
   *
   * @throws IOException when a file cannot be fetched; what is in it is never a reason
   */
  void read(SetFiles files, AnnotationImport target) throws IOException;
}
