package io.granary.simulator;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.AutoSave;

/**
 * The real database, whose every statement and commit is a call of a world. A statement that would
 * wait for another transaction is taken back after a moment, and repeated when one has ended: what
 * it waits for stands still meanwhile.
 */
final class SimulatedDatabase implements ConnectionFactory {
  private static final String LOCK_TIMEOUT = "-c lock_timeout=2ms";

  private final PGSimpleDataSource server = new PGSimpleDataSource();
  private final Supplier<World> world;
  private final Deque<Connection> idle = new ArrayDeque<>();

  SimulatedDatabase(Map<String, Object> settings, Supplier<World> world) {
    server.setUrl((String) settings.get("granary.database.url"));
    server.setUser((String) settings.get("granary.database.user"));
    server.setPassword((String) settings.get("granary.database.password"));
    server.setReWriteBatchedInserts(true);
    server.setAutosave(AutoSave.ALWAYS);
    server.setOptions(LOCK_TIMEOUT);
    this.world = world;
  }

  @Override
  public Connection openConnection() throws SQLException {
    Connection physical = idle.isEmpty() ? server.getConnection() : idle.pop();
    return new SimulatedConnection(world.get(), physical, this::takeBack).proxy();
  }

  private void takeBack(Connection physical) {
    idle.push(physical);
  }
}
