package io.granary.duckdb;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * The function {@code farm_fingerprint(VARCHAR) -> BIGINT}: BigQuery's FARM_FINGERPRINT, which is
 * the fingerprint 64 of FarmHash over the text in UTF-8. Null gives null.
 */
public final class FarmFingerprint {
  private static final HashFunction HASH = Hashing.farmHashFingerprint64();

  private FarmFingerprint() {}

  /** Adds the function to the database of a connection, for all of its connections. */
  public static void register(Connection connection) throws SQLException {
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName("farm_fingerprint")
          .withParameter(DuckDBColumnType.VARCHAR)
          .withReturnType(DuckDBColumnType.BIGINT)
          .withVectorizedFunction(FarmFingerprint::apply)
          .register(connection);
    }
  }

  /** The fingerprint of a text. */
  public static long of(String text) {
    return HASH.hashBytes(text.getBytes(StandardCharsets.UTF_8)).asLong();
  }

  private static void apply(DuckDBDataChunkReader in, DuckDBWritableVector out) {
    DuckDBReadableVector texts = in.vector(0);
    long rows = in.rowCount();
    for (long row = 0; row < rows; row++) {
      if (texts.isNull(row)) {
        out.setNull(row);
      } else {
        out.setLong(row, of(texts.getString(row)));
      }
    }
  }
}
