package io.granary.database;

import java.util.List;

/** Which tables a backup has besides the samples, their files, classes and annotations. */
public interface BackupTables {
  /** Each with an entry that no other has. */
  List<BackupTable> all();
}
