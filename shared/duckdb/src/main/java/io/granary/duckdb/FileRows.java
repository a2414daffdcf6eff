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

  /**
   * Where types are guessed, texts are read as they are written, also those that look like a UUID.
   * Of numbers in JSON of which some are negative, DuckDB says that they need 128 bits.
   */
  private static FileRows tried(Session session, TableFile file, String source, List<Typed> columns)
      throws SQLException {
    FileFormat format = file.format();
    if (!format.guesses()) {
      return new FileRows(cast(source, columns), read(columns), count(session, source, format));
    }
    List<Typed> wide = columns.stream().filter(FileRows::isWide).toList();
    Set<Typed> fitting = wide.isEmpty() ? Set.of() : fitting(session, source, wide);
    List<Typed> meant =
        columns.stream()
            .map(each -> fitting.contains(each) ? narrow(each) : textual(each))
            .toList();
    String typed = meant.equals(columns) ? source : format.rows(file.path().toString(), meant);
    return new FileRows(typed, read(meant), count(session, typed, format));
  }

  /**
   * Casts what is called a STRING and is another type in the file, so that it is one everywhere.
   */
  private static String cast(String source, List<Typed> columns) {
    List<String> casts = new ArrayList<>();
    for (Typed column : columns) {
      Typed textual = textual(column);
      if (!textual.equals(column)) {
        String name = FileFormat.identifier(column.name());
        casts.add("CAST(%1$s AS %2$s) AS %1$s".formatted(name, textual.type()));
      }
    }
    return casts.isEmpty()
        ? source
        : "(SELECT * REPLACE (" + String.join(", ", casts) + ") FROM " + source + ")";
  }

  private static Typed textual(Typed column) {
    return new Typed(column.name(), TypeReader.textual(column.type()));
  }

  private static Typed narrow(Typed column) {
    return new Typed(column.name(), column.type().replace("HUGE", "BIG"));
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
      questions.add(
          "count(TRY_CAST(%1$s AS %2$s)) = count(%1$s)".formatted(name, narrow(column).type()));
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
