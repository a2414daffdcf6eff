package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;

/** Reads ranges of one unchanging object; every range comes from the same version of it. */
public interface RangeReader {
  /** The size of the object in bytes. */
  long size();

  /**
   * Opens the bytes from {@code offset}, {@code length} of them; the caller closes the stream.
   *
   * @throws IOException when the object cannot be read or is no longer the same version
   */
  InputStream open(long offset, long length) throws IOException;
}
