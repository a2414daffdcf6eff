package io.granary.duckdb;

import io.granary.duckdb.FileFormat.Typed;
import io.granary.warehouse.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the rows of a file are read.
 *
 * @param source what follows FROM
 * @param count how many there are
 */
record FileRows(String source, List<Column> columns, long count) {
  /**
   * Finds out. Where types are guessed, every value is tried once, so that no query over the file
   * breaks later on one that is unlike the first ones.
   */
  static FileRows of(Session session, TableFile file) throws SQLException {
    FileFormat format = file.format();
    String path = file.path().toString();
    String source = format.rows(path);
    List<Typed> columns = columns(session, source);
    try {
      return tried(session, file, source, columns);
    } catch (SQLException e) {
      if (!format.guesses() || Failure.of(e).passes()) {
        throw e;
      }
    }
    List<Typed> all = columns(session, format.rowsByAll(path));
    return tried(session, file, format.rows(path, all), all);
  }

  /** Of numbers in JSON of which some are negative, DuckDB says that they need 128 bits. */
  private static FileRows tried(Session session, TableFile file, String source, List<Typed> columns)
      throws SQLException {
    FileFormat format = file.format();
    List<Typed> wide = columns.stream().filter(FileRows::isWide).toList();
    if (!format.guesses() || wide.isEmpty()) {
      return new FileRows(source, read(columns), count(session, source, format));
    }
    Set<Typed> fitting = fitting(session, source, wide);
    List<Typed> narrow =
        columns.stream()
            .map(
                each ->
                    fitting.contains(each)
                        ? new Typed(each.name(), each.type().replace("HUGE", "BIG"))
                        : each)
            .toList();
    String typed = format.rows(file.path().toString(), narrow);
    return new FileRows(typed, read(narrow), count(session, typed, format));
  }

  private static boolean isWide(Typed column) {
    return column.type().equals("HUGEINT") || column.type().equals("HUGEINT[]");
  }

  /** The columns whose values all need 64 bits at most. */
  private static Set<Typed> fitting(Session session, String source, List<Typed> wide)
      throws SQLException {
    List<String> questions = new ArrayList<>();
    for (Typed column : wide) {
      String name = FileFormat.identifier(column.name());
      String type = column.type().replace("HUGE", "BIG");
      questions.add("count(TRY_CAST(%1$s AS %2$s)) = count(%1$s)".formatted(name, type));
    }
    return session.select(
        "SELECT " + String.join(", ", questions) + " FROM " + source,
        rows -> {
          rows.next();
          Set<Typed> fitting = new HashSet<>();
          for (int i = 0; i < wide.size(); i++) {
            if (rows.getBoolean(i + 1)) {
              fitting.add(wide.get(i));
            }
          }
          return fitting;
        });
  }

  private static List<Typed> columns(Session session, String source) throws SQLException {
    return session.select(
        "DESCRIBE SELECT * FROM " + source,
        rows -> {
          List<Typed> columns = new ArrayList<>();
          while (rows.next()) {
            columns.add(new Typed(rows.getString(1), rows.getString(2)));
          }
          return columns;
        });
  }

  private static List<Column> read(List<Typed> columns) {
    return columns.stream().map(each -> TypeReader.column(each.name(), each.type())).toList();
  }

  /** Parquet has the count beside its rows; the others are read to their end. */
  private static long count(Session session, String source, FileFormat format) throws SQLException {
    String tried = format.guesses() ? ", count(COLUMNS(*))" : "";
    return session.select(
        "SELECT count(*)" + tried + " FROM " + source,
        rows -> {
          rows.next();
          return rows.getLong(1);
        });
  }
}
