package io.granary.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that is a table, as it was at some moment; equal when nothing has been written since.
 *
 * @param table its name without the end
 */
record TableFile(String table, Path path, FileFormat format, long size, Instant modified) {
  /** What the folder has at a path; empty for what is no table or has just gone. */
  static Optional<TableFile> at(Path path) {
    String name = String.valueOf(path.getFileName());
    Optional<FileFormat> format = FileFormat.of(name);
    if (format.isEmpty()) {
      return Optional.empty();
    }
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new TableFile(
                  name.substring(0, name.lastIndexOf('.')),
                  path,
                  format.get(),
                  attributes.size(),
                  attributes.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
