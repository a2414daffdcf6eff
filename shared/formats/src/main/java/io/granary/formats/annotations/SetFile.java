package io.granary.formats.annotations;

import java.util.Locale;

/**
 * A file of a set that is no sample.
 *
 * @param path within the set, with slashes
 * @param size bytes
 * @param isNew whether it came with the import that runs; others were read by an earlier one
 */
public record SetFile(String path, long size, boolean isNew) {
  /** The folder that it lies in, with its slash; empty at the top. */
  public String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Its name without folders. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether it is called a JSON file. */
  public boolean isJson() {
    return path.toLowerCase(Locale.ROOT).endsWith(".json");
  }
}
