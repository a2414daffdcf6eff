package io.granary.formats.annotations;

import java.io.IOException;

/**
 * Writes the annotations of a set in one format. Numbers keep all their digits, samples without
 * annotations are there, and nothing is left out in silence: the receipt tells it. What is written
 * is read back the same by the format's reader, where the images lie at {@link #imagePath}.
 */
public interface FormatWriter {
  /** The name that exports have for it. */
  String name();

  /** Where the format wants the file of a sample; the sample's own path if it does not care. */
  default String imagePath(AnnotatedSample sample) {
    return sample.path();
  }

  /** Writes all annotation files of the set; images are not its business. */
  Receipt write(AnnotatedSet set, FileSink files, WriteOptions options) throws IOException;
}
