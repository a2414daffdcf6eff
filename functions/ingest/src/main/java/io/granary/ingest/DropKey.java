package io.granary.ingest;

import io.granary.storage.ObjectKeys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The key of a dropped object, read.
 *
 * @param username the folder's owner
 * @param name the dataset's name: the file's name without its extension, or the folder's
 * @param place what is dropped: the key of a file, or what all keys of a folder begin with
 */
record DropKey(String username, String name, String extension, Kind kind, String place) {
  static final String PREFIX = ObjectKeys.DROP;
  static final String RESULT_SUFFIX = ".result.json";

  /** Says that everything of a folder is there. */
  static final String MARK = "_SUCCESS";

  /** Longer ones first: of {@code x.tar.gz} the extension is not {@code gz}. */
  private static final List<String> READ =
      List.of(
          "tar.gz", "tar.zst", "tzst", "tgz", "tar", "zip", "csv", "tsv", "jsonl", "json",
          "parquet", "txt", "md", "jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "wav",
          "mp3", "flac", "ogg", "m4a", "mp4", "mov", "avi", "mkv", "webm");

  /** Archives that people drop and that are not opened here. */
  private static final List<String> REFUSED =
      List.of("tar.bz2", "tar.xz", "7z", "rar", "gz", "bz2", "xz", "zst");

  /** What is dropped. */
  enum Kind {
    FILE,
    FOLDER,
    /** A file of a kind that is answered, and not read. */
    REFUSED
  }

  /**
   * Reads {@code drop/{username}/{name}.{known extension}}, or {@code
   * drop/{username}/{name}/_SUCCESS}; anything else is no drop.
   */
  static Optional<DropKey> parse(String key) {
    if (!key.startsWith(PREFIX) || key.endsWith(RESULT_SUFFIX)) {
      return Optional.empty();
    }
    String[] parts = key.substring(PREFIX.length()).split("/", -1);
    if (parts[0].isEmpty()) {
      return Optional.empty();
    }
    if (parts.length == 3 && parts[2].equals(MARK) && !parts[1].isEmpty()) {
      String folder = key.substring(0, key.length() - MARK.length());
      return Optional.of(new DropKey(parts[0], parts[1], "folder", Kind.FOLDER, folder));
    }
    return parts.length == 2
        ? file(key, parts[0], parts[1], READ, Kind.FILE)
            .or(() -> file(key, parts[0], parts[1], REFUSED, Kind.REFUSED))
        : Optional.empty();
  }

  private static Optional<DropKey> file(
      String key, String username, String file, List<String> extensions, Kind kind) {
    String lower = file.toLowerCase(Locale.ROOT);
    for (String extension : extensions) {
      int dot = file.length() - extension.length() - 1;
      if (dot > 0 && lower.endsWith("." + extension)) {
        return Optional.of(new DropKey(username, file.substring(0, dot), extension, kind, key));
      }
    }
    return Optional.empty();
  }

  /** The file's or folder's own name. */
  String fileName() {
    return kind == Kind.FOLDER ? name : place.substring(place.lastIndexOf('/') + 1);
  }

  /** The key of the result that is written beside it. */
  String resultKey() {
    return kind == Kind.FOLDER
        ? place.substring(0, place.length() - 1) + RESULT_SUFFIX
        : place + RESULT_SUFFIX;
  }
}
