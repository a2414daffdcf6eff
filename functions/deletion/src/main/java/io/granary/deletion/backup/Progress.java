package io.granary.deletion.backup;

/** Learns how far a backup is, from the thread that makes it; whatever it throws stops the run. */
public interface Progress {
  /**
   * Some more of the archive is stored.
   *
   * @param bytes all that is stored
   * @param about how many there will be, which is an estimate
   */
  void at(long bytes, long about);
}
