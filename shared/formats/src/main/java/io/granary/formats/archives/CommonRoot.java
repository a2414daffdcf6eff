package io.granary.formats.archives;

import io.granary.domain.BackupLayout;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the folders that all files lie in and that say nothing about them. */
final class CommonRoot {
  /** Folders that mean something and therefore stay in the paths. */
  private static final Set<String> MEANINGFUL =
      Set.of(
          "images",
          "annotations",
          "labels",
          "data",
          "train",
          "training",
          "val",
          "valid",
          "validation",
          "test",
          "testing",
          "dev",
          "jpegimages");

  private @Nullable String common;

  /** The folder that has the manifest of a backup, whose paths begin there. */
  private @Nullable String backup;

  void add(String path) {
    if (path.equals(BackupLayout.MANIFEST) || path.endsWith("/" + BackupLayout.MANIFEST)) {
      String above = path.substring(0, path.length() - BackupLayout.MANIFEST.length());
      backup = backup == null || above.length() < backup.length() ? above : backup;
    }
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    if (common == null) {
      common = folder;
      return;
    }
    while (!folder.startsWith(common)) {
      common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
    }
  }

  /** Ends with a slash, or is empty. */
  String get() {
    if (common == null) {
      return "";
    }
    if (backup != null && common.startsWith(backup)) {
      return backup;
    }
    int end = 0;
    for (int slash = common.indexOf('/'); slash >= 0; slash = common.indexOf('/', end)) {
      if (MEANINGFUL.contains(common.substring(end, slash).toLowerCase(Locale.ROOT))) {
        break;
      }
      end = slash + 1;
    }
    return common.substring(0, end);
  }
}
