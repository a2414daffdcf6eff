package io.granary.database;

import io.granary.database.BackupContentRepository.Rows;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterable;

/**
 * A connection for rows that are read while something is done with each. A transaction of {@link
 * Jdbi} is the whole thread's: whatever the thread wrote between two rows would be of it, and go
 * when the reading ends early.
 */
final class OwnConnection {
  private OwnConnection() {}

  /** Reads the rows of a query as they come. The statement sees what was there at its beginning. */
  static <T, X extends Exception> void read(
      Jdbi jdbi, Function<Handle, ResultIterable<T>> query, Rows<T, X> reader) throws X {
    try (Handle own = jdbi.open()) {
      own.setReadOnly(true);
      // Without a transaction the driver would fetch all rows at once.
      own.useTransaction(
          handle -> {
            try (Stream<T> rows = query.apply(handle).stream()) {
              reader.read(rows.iterator());
            }
          });
    }
  }
}
