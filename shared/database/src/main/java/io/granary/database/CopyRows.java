package io.granary.database;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows by COPY in text format, as a stream: memory is one buffer of 64 KiB and the longest
 * row. Fields are given from left to right, then {@link #endRow}. Runs in the connection's
 * transaction; rows are there once {@link #finish} returns.
 */
public final class CopyRows implements Closeable {
  private static final int FLUSH_AT = 64 << 10;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final CopyIn copy;
  private byte[] buffer = new byte[FLUSH_AT * 2];
  private int used;
  private boolean inRow;

  /**
   * @param target a table with its columns, such as {@code samples (id, path)}
   */
  public CopyRows(Connection connection, String target) throws SQLException {
    this.copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin");
  }

  public CopyRows add(@Nullable String text) {
    begin();
    if (text == null) {
      return raw("\\N");
    }
    int length = text.length();
    ensure(length * 6);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 128) {
        escaped(c);
      } else {
        byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
        for (byte b : rest) {
          if (b >= 0) {
            escaped((char) b);
          } else {
            buffer[used++] = b;
          }
        }
        break;
      }
    }
    return this;
  }

  public CopyRows add(@Nullable UUID id) {
    begin();
    if (id == null) {
      return raw("\\N");
    }
    ensure(36);
    hex(id.getMostSignificantBits() >>> 32, 8);
    buffer[used++] = '-';
    hex(id.getMostSignificantBits() >>> 16, 4);
    buffer[used++] = '-';
    hex(id.getMostSignificantBits(), 4);
    buffer[used++] = '-';
    hex(id.getLeastSignificantBits() >>> 48, 4);
    buffer[used++] = '-';
    hex(id.getLeastSignificantBits(), 12);
    return this;
  }

  public CopyRows add(long number) {
    begin();
    return raw(Long.toString(number));
  }

  /**
   * A number; NaN is written as null. Zero has no sign: the database would print {@code -0}, which
   * readers of JSON take for a whole number that has none.
   */
  public CopyRows add(double number) {
    begin();
    return raw(Double.isNaN(number) ? "\\N" : Double.toString(number + 0.0));
  }

  public CopyRows add(@Nullable Integer number) {
    begin();
    return raw(number == null ? "\\N" : number.toString());
  }

  public CopyRows add(@Nullable Long number) {
    begin();
    return raw(number == null ? "\\N" : number.toString());
  }

  /** Bytes, of which there are at most some hundred thousand. */
  public CopyRows add(byte @Nullable [] bytes) {
    begin();
    if (bytes == null) {
      return raw("\\N");
    }
    ensure(bytes.length * 2 + 3);
    buffer[used++] = '\\';
    buffer[used++] = '\\';
    buffer[used++] = 'x';
    for (byte b : bytes) {
      buffer[used++] = HEX[b >> 4 & 15];
      buffer[used++] = HEX[b & 15];
    }
    return this;
  }

  public CopyRows add(boolean value) {
    begin();
    return raw(value ? "t" : "f");
  }

  public CopyRows add(@Nullable Instant time) {
    begin();
    return raw(time == null ? "\\N" : time.toString());
  }

  /** An array of texts. */
  public CopyRows add(List<String> texts) {
    var array = new StringBuilder("{");
    for (String text : texts) {
      array
          .append(array.length() == 1 ? "\"" : ",\"")
          .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return add(array.append('}').toString());
  }

  /** Makes a table like another, whose rows last until the transaction ends. */
  static void stage(Handle handle, String table) {
    handle.execute(
        "create temp table if not exists %1$s_stage (like %1$s) on commit drop".formatted(table));
  }

  /** Ends the row. */
  public void endRow() throws SQLException {
    ensure(1);
    buffer[used++] = '\n';
    inRow = false;
    if (used >= FLUSH_AT) {
      flush();
    }
  }

  /** Ends the COPY and says how many rows it wrote. */
  public long finish() throws SQLException {
    flush();
    return copy.endCopy();
  }

  /** Gives up what was not finished. */
  @Override
  public void close() {
    if (copy.isActive()) {
      try {
        copy.cancelCopy();
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot give up a COPY", e);
      }
    }
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, used);
    used = 0;
  }

  private void begin() {
    if (inRow) {
      ensure(1);
      buffer[used++] = '\t';
    }
    inRow = true;
  }

  private CopyRows raw(String ascii) {
    int length = ascii.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      buffer[used++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  private void escaped(char c) {
    switch (c) {
      case '\\' -> two('\\');
      case '\n' -> two('n');
      case '\r' -> two('r');
      case '\t' -> two('t');
      case 0 -> {
        // PostgreSQL has no NUL in text.
      }
      default -> buffer[used++] = (byte) c;
    }
  }

  private void two(char second) {
    buffer[used++] = '\\';
    buffer[used++] = (byte) second;
  }

  private void hex(long value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      buffer[used++] = HEX[(int) (value >>> shift) & 15];
    }
  }

  private void ensure(int more) {
    if (used + more > buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + more));
    }
  }
}
