package io.granary.simulator;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.ByteStreamWriter;

/** COPY over a connection that can break. */
final class SimulatedCopy extends CopyManager {
  private final SimulatedConnection connection;
  private @Nullable CopyIn open;

  SimulatedCopy(SimulatedConnection connection, BaseConnection physical) throws SQLException {
    super(physical);
    this.connection = connection;
  }

  @Override
  public CopyIn copyIn(String sql) throws SQLException {
    connection.check();
    CopyIn begun = connection.world().call(sql, () -> open = super.copyIn(sql), connection::breaks);
    return new Steps(begun);
  }

  /** Ends what was not finished. */
  void giveUp() throws SQLException {
    if (open != null && open.isActive()) {
      open.cancelCopy();
    }
    open = null;
  }

  private final class Steps implements CopyIn {
    private final CopyIn copy;

    private Steps(CopyIn copy) {
      this.copy = copy;
    }

    @Override
    public void writeToCopy(byte[] buffer, int offset, int length) throws SQLException {
      connection.check();
      Integer written =
          connection
              .world()
              .call(
                  "copy data",
                  () -> {
                    copy.writeToCopy(buffer, offset, length);
                    return length;
                  },
                  connection::breaks);
      assert written == length;
    }

    @Override
    public long endCopy() throws SQLException {
      connection.check();
      return connection.world().call("copy end", copy::endCopy, connection::breaks);
    }

    @Override
    public void cancelCopy() throws SQLException {
      connection.check();
      copy.cancelCopy();
    }

    @Override
    public void writeToCopy(ByteStreamWriter from) {
      throw new UnsupportedOperationException("Nothing here writes so");
    }

    @Override
    public void flushCopy() {
      throw new UnsupportedOperationException("Nothing here flushes");
    }

    @Override
    public int getFieldCount() {
      return copy.getFieldCount();
    }

    @Override
    public int getFormat() {
      return copy.getFormat();
    }

    @Override
    public int getFieldFormat(int field) {
      return copy.getFieldFormat(field);
    }

    @Override
    public boolean isActive() {
      // One that a broken connection took with it is nobody's to cancel.
      return open == copy && copy.isActive();
    }

    @Override
    public long getHandledRowCount() {
      return copy.getHandledRowCount();
    }
  }
}
