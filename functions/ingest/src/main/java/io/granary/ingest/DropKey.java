package io.granary.ingest;

import io.granary.storage.ObjectKeys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The key of a dropped object, read.
 *
 * @param username the folder's owner
 * @param name the dataset's name: the file's name without its extension
 * @param extension in lower case, without the dot
 */
record DropKey(String username, String name, String extension) {
  static final String PREFIX = ObjectKeys.DROP;
  static final String RESULT_SUFFIX = ".result.json";

  /** Longer ones first: of {@code x.tar.gz} the extension is not {@code gz}. */
  private static final List<String> EXTENSIONS =
      List.of(
          "tar.gz", "tar.zst", "tgz", "tar", "zip", "csv", "tsv", "jsonl", "json", "parquet",
          "txt");

  /** Reads {@code drop/{username}/{name}.{known extension}}; anything else is no drop. */
  static Optional<DropKey> parse(String key) {
    if (!key.startsWith(PREFIX) || key.endsWith(RESULT_SUFFIX)) {
      return Optional.empty();
    }
    String[] parts = key.substring(PREFIX.length()).split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty()) {
      return Optional.empty();
    }
    String file = parts[1];
    String lower = file.toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream()
        .filter(extension -> lower.endsWith("." + extension))
        .filter(extension -> file.length() > extension.length() + 1)
        .findFirst()
        .map(
            extension ->
                new DropKey(
                    parts[0],
                    file.substring(0, file.length() - extension.length() - 1),
                    extension));
  }

  /** Whether drops of this kind can be read. */
  boolean isRead() {
    return extension.equals("zip");
  }

  /** The key of the result that is written beside a drop. */
  static String resultKey(String key) {
    return key + RESULT_SUFFIX;
  }
}
