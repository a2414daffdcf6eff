package io.granary.formats.annotations;

import java.io.IOException;

/** Finds out whether a set is of a format. Sees every name and opens few files. */
public interface Scout {
  /** Takes note of a file that is no sample; they come in the order of their paths. */
  void see(SetFile file);

  /**
   * Decides, after all files were seen. What it opens is bounded, whatever the set holds.
   *
   * @throws IOException when a file cannot be fetched; what is in it is never a reason
   */
  Match conclude(SetFiles files, SampleIndex samples) throws IOException;
}
