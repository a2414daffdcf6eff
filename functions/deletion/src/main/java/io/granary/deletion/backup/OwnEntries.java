package io.granary.deletion.backup;

import io.granary.database.BackupContentRepository;
import io.granary.database.BackupPartRepository.Directory;
import io.granary.database.BackupTable;
import io.granary.database.BackupTables;
import io.granary.deletion.backup.Position.Stage;
import io.granary.domain.Sha256;
import io.granary.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The entries of an archive that say what the dataset is. */
final class OwnEntries {
  private static final String MANIFEST = ObjectEntries.OWN + "manifest.json";
  private static final String CLASSES = ObjectEntries.OWN + "classes.json";
  private static final String CHECKSUMS = ObjectEntries.OWN + "checksums.txt";

  private final BackupContentRepository content;
  private final UUID dataset;
  private final Archive archive;

  OwnEntries(BackupContentRepository content, UUID dataset, Archive archive) {
    this.content = content;
    this.dataset = dataset;
    this.archive = archive;
  }

  void manifest(Manifest manifest) throws IOException {
    byte[] json = Json.write(manifest).getBytes(StandardCharsets.UTF_8);
    archive.add(
        MANIFEST,
        Packed.of(MANIFEST, json),
        Sha256.digest().digest(json),
        Position.at(Stage.SAMPLES));
  }

  void classes() throws IOException {
    try (ZipStream entry = archive.begin(CLASSES, 0)) {
      content.<IOException>classes(
          dataset,
          rows -> {
            String before = "[";
            while (rows.hasNext()) {
              write(entry, before + "\n" + line(rows.next()));
              before = ",";
            }
            write(entry, before.equals("[") ? "[]\n" : "\n]\n");
          });
      archive.end(entry, Position.at(Stage.ANNOTATIONS));
    }
  }

  /**
   * Writes each table that has rows, in the order of their entries.
   *
   * @param after the entry of the last one that is written
   */
  void tables(BackupTables tables, @Nullable String after) throws IOException {
    List<BackupTable> all =
        tables.all().stream()
            .filter(table -> after == null || table.entry().compareTo(after) > 0)
            .sorted(Comparator.comparing(BackupTable::entry))
            .toList();
    for (BackupTable table : all) {
      content.<IOException>table(table, dataset, rows -> table(table, rows));
    }
  }

  private void table(BackupTable table, Iterator<String> rows) throws IOException {
    if (!rows.hasNext()) {
      return;
    }
    try (ZipStream entry = archive.begin(table.entry(), 0)) {
      while (rows.hasNext()) {
        write(entry, line(rows.next()) + "\n");
      }
      archive.end(entry, Position.after(Stage.TABLES, table.entry()));
    }
  }

  /** Writes the SHA-256 of every entry before, as {@code sha256sum} does. */
  void checksums(Consumer<Consumer<Directory>> stored) throws IOException {
    try (ZipStream entry = archive.begin(CHECKSUMS, 0)) {
      archive.forEachDirectory(
          stored,
          directory -> {
            try {
              entry.write(Checksums.of(directory));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      archive.end(entry, Position.at(Stage.DIRECTORY));
    }
  }

  /** A JSON text on one line: within one, line breaks stand only between its parts. */
  static String line(String json) {
    return json.replace('\n', ' ').replace('\r', ' ');
  }

  private static void write(ZipStream entry, String text) throws IOException {
    entry.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
