package io.granary.duckdb;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The tables of one dataset: views over the files of a folder, which is looked at whenever they are
 * asked for. A file is read again only when its size or time has changed. Names do not tell case.
 */
final class FileTables {
  private static final int MAX_FILES = 10_000;

  private final Path folder;
  private final String schema;
  private final Map<String, BoundTable> known = new ConcurrentHashMap<>();
  private final Object views = new Object();

  FileTables(Path folder, String schema) {
    this.folder = folder;
    this.schema = schema;
  }

  String schema() {
    return schema;
  }

  /** All of them, in the order of their names. */
  List<BoundTable> all(Session session) throws SQLException {
    List<BoundTable> tables = new ArrayList<>();
    for (List<TableFile> files : files().values()) {
      tables.add(bound(session, files));
    }
    return tables;
  }

  /** Those of the given names that are there; the others have no view. */
  List<BoundTable> named(Session session, Collection<String> names) throws SQLException {
    Map<String, List<TableFile>> files = files();
    List<BoundTable> tables = new ArrayList<>();
    for (String name : names) {
      List<TableFile> of = files.get(key(name));
      if (of == null) {
        unbind(session, name);
      } else {
        tables.add(bound(session, of));
      }
    }
    return tables;
  }

  /** Whether files are as they were when they were looked at. */
  static boolean unchanged(List<BoundTable> tables) {
    return tables.stream()
        .map(BoundTable::file)
        .allMatch(file -> TableFile.at(file.path()).filter(file::equals).isPresent());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Map<String, List<TableFile>> files() {
    Map<String, List<TableFile>> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder)) {
      List<Path> some = paths.limit(MAX_FILES + 1L).sorted().toList();
      if (some.size() > MAX_FILES) {
        throw new GranaryException(
            Code.WAREHOUSE_UNAVAILABLE,
            "Cannot list the tables of " + schema + ": there are more than " + MAX_FILES);
      }
      for (Path path : some) {
        TableFile.at(path)
            .ifPresent(
                file -> files.computeIfAbsent(key(file.table()), _ -> new ArrayList<>()).add(file));
      }
      return files;
    } catch (IOException e) {
      throw new GranaryException(Code.NOT_FOUND, "Cannot find the dataset " + schema + ".", e);
    }
  }

  private BoundTable bound(Session session, List<TableFile> files) throws SQLException {
    TableFile file = files.getFirst();
    if (files.size() > 1) {
      Set<Path> names = new HashSet<>();
      files.forEach(each -> names.add(each.path().getFileName()));
      unbind(session, file.table());
      return BoundTable.unreadable(
          file, "several files have its name " + names.stream().sorted().toList());
    }
    BoundTable old = known.get(key(file.table()));
    if (old != null && old.file().equals(file)) {
      return old;
    }
    BoundTable table = bind(session, file);
    if (!unchanged(List.of(table))) {
      unbind(session, file.table());
      return BoundTable.unreadable(file, "its file is being written");
    }
    known.put(key(file.table()), table);
    return table;
  }

  private BoundTable bind(Session session, TableFile file) throws SQLException {
    try {
      FileRows rows = FileRows.of(session, file);
      synchronized (views) {
        session.execute("CREATE SCHEMA IF NOT EXISTS " + FileFormat.identifier(schema));
        session.execute(
            "CREATE OR REPLACE VIEW " + view(file.table()) + " AS SELECT * FROM " + rows.source());
      }
      return new BoundTable(file, rows.columns(), rows.count(), null);
    } catch (SQLException e) {
      Failure failure = Failure.of(e);
      if (failure.passes()) {
        throw e;
      }
      unbind(session, file.table());
      return BoundTable.unreadable(file, failure.reason());
    }
  }

  private void unbind(Session session, String name) throws SQLException {
    if (known.remove(key(name)) != null) {
      synchronized (views) {
        session.execute("DROP VIEW IF EXISTS " + view(name));
      }
    }
  }

  private String view(String name) {
    return FileFormat.identifier(schema) + "." + FileFormat.identifier(name);
  }
}
