package io.granary.domain;

/**
 * The files in which a backup of a dataset says what it holds. They lie in a folder of their own,
 * beside the samples and source files at the paths that these have in the dataset; no file of that
 * folder is ever a sample.
 */
public final class BackupLayout {
  /** The folder, with its slash. */
  public static final String FOLDER = "_granary/";

  /** What was backed up, and of what version the layout is. */
  public static final String MANIFEST = FOLDER + "manifest.json";

  /** The classes in their order. */
  public static final String CLASSES = FOLDER + "classes.json";

  /** The SHA-256 of all other files. */
  public static final String CHECKSUMS = FOLDER + "checksums.txt";

  /** What the manifest says of its format. */
  public static final String FORMAT = "granary-backup";

  /** The version of the layout that is written and read. */
  public static final int VERSION = 1;

  private static final String SAMPLES = FOLDER + "samples-";
  private static final String LINES = ".jsonl";

  private BackupLayout() {}

  /** Whether a file lies in the folder. */
  public static boolean has(String path) {
    return path.startsWith(FOLDER);
  }

  /** Whether a file has the samples with their annotations, one in a line. */
  public static boolean isSamples(String path) {
    return path.startsWith(SAMPLES) && path.endsWith(LINES);
  }
}
