package io.granary.duckdb;

import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that are tables, by the ends of their names. */
enum FileFormat {
  CSV("read_csv", ""),
  TSV("read_csv", ", delim = '\t'"),
  JSON("read_json", ", format = 'auto'"),
  JSONL("read_json", ", format = 'newline_delimited'"),
  NDJSON("read_json", ", format = 'newline_delimited'"),
  PARQUET("read_parquet", "");

  private final String function;
  private final String options;

  FileFormat(String function, String options) {
    this.function = function;
    this.options = options;
  }

  /** A column as DuckDB has it. */
  record Typed(String name, String type) {}

  /** The kind of a file of that name; empty for other files and hidden ones. */
  static Optional<FileFormat> of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String end = fileName.substring(dot + 1).toUpperCase(Locale.ROOT);
    for (FileFormat format : values()) {
      if (dot > 0 && fileName.charAt(0) != '.' && format.name().equals(end)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Whether the types of columns are guessed from values. */
  boolean guesses() {
    return this != PARQUET;
  }

  /** The rows of a file, whose first ones say what its columns are. */
  String rows(String path) {
    return call(path, options);
  }

  /** The rows of a file, all of which say what its columns are. */
  String rowsByAll(String path) {
    return call(path, options + ", sample_size = -1");
  }

  /** The rows of a file with known columns. */
  String rows(String path, List<Typed> columns) {
    List<String> types = new ArrayList<>();
    for (Typed column : columns) {
      String type = Database.text(column.type());
      types.add(function.equals("read_csv") ? type : Database.text(column.name()) + ": " + type);
    }
    String all = String.join(", ", types);
    return call(
        path,
        options
            + (function.equals("read_csv")
                ? ", types = [" + all + "]"
                : ", columns = {" + all + "}"));
  }

  private String call(String path, String more) {
    return function
        + "("
        + Database.text(literally(path))
        + ", hive_partitioning = false"
        + more
        + ")";
  }

  /** DuckDB takes a path with one of these for a pattern. */
  private static String literally(String path) {
    return path.replaceAll("([\\[*?])", "[$1]");
  }

  /** A name, quoted. */
  static String identifier(String name) {
    return Dialect.duckDb().identifier(name);
  }
}
