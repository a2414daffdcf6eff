package io.granary.zetasql;

import com.google.zetasql.SqlException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may end a query of ours while it runs: a sum or product that NUMERIC cannot hold. */
final class Overflow {
  private Overflow() {}

  /** A query of one of the engines. */
  interface Run {
    List<List<@Nullable Object>> rows() throws SQLException;
  }

  /** A query's rows; empty when it ends by an overflow. */
  static Optional<List<List<@Nullable Object>>> orRows(Run run) throws SQLException {
    try {
      return Optional.of(run.rows());
    } catch (SqlException e) {
      if (isOverflow(e)) {
        return Optional.empty();
      }
      throw e;
    } catch (SQLException e) {
      if (isOverflow(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isOverflow(Exception e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("overflow");
  }
}
