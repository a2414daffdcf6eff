package io.granary.simulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;

/** A connection to the database as a process has it: it can break, and the process can die. */
final class SimulatedConnection {
  private static final String BROKEN = "08006";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final int TOLD = 60;

  private final World world;
  private final Connection physical;
  private final Consumer<Connection> giveBack;
  private final Optional<Invocation> owner = Invocation.current();
  private @Nullable SimulatedCopy copy;
  private boolean lost;
  private boolean closed;
  private boolean spoilt;

  SimulatedConnection(World world, Connection physical, Consumer<Connection> giveBack) {
    this.world = world;
    this.physical = physical;
    this.giveBack = giveBack;
    owner.ifPresent(invocation -> invocation.opened(this));
  }

  Connection proxy() {
    return proxy(Connection.class, this::onConnection);
  }

  /** The server takes back what is open; the owner learns of it at the next use. */
  void lose() {
    if (!lost && !closed) {
      lost = true;
      release();
    }
  }

  /** How a call over this connection fails. */
  SQLException breaks(Fault fault) {
    lose();
    return new SQLException("simulated: " + fault, BROKEN);
  }

  World world() {
    return world;
  }

  void check() throws SQLException {
    if (owner.filter(Invocation::isDead).isPresent()) {
      throw new SimulatedCrash();
    }
    if (lost || closed) {
      throw new SQLException("simulated: the connection is gone", BROKEN);
    }
  }

  private void release() {
    try {
      if (copy != null) {
        copy.giveUp();
      }
      if (!physical.getAutoCommit()) {
        physical.rollback();
        physical.setAutoCommit(true);
        world.transactionEnded();
      }
      giveBack.accept(physical);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot take a connection back", e);
    }
  }

  private @Nullable Object onConnection(Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "close" -> {
        if (!closed && !lost) {
          closed = true;
          owner.ifPresent(invocation -> invocation.closed(this));
          release();
        }
        closed = true;
        yield null;
      }
      case "isClosed" -> closed || lost;
      case "commit" -> {
        check();
        yield world.call("commit", this::commit, this::breaks);
      }
      case "rollback" -> {
        check();
        spoilt = false;
        Object result = pass(physical, method, arguments);
        world.transactionEnded();
        yield result;
      }
      case "prepareStatement" -> {
        check();
        var statement = (PreparedStatement) pass(physical, method, arguments);
        String what = told((String) arguments[0]);
        yield proxy(PreparedStatement.class, (m, a) -> onStatement(statement, what, m, a));
      }
      case "createStatement" -> {
        check();
        var statement = (Statement) pass(physical, method, arguments);
        yield proxy(Statement.class, (m, a) -> onStatement(statement, "", m, a));
      }
      case "unwrap" -> {
        check();
        yield arguments[0] == PGConnection.class
            ? proxy(PGConnection.class, this::onPostgres)
            : pass(physical, method, arguments);
      }
      default -> {
        check();
        yield pass(physical, method, arguments);
      }
    };
  }

  private @Nullable Object commit() throws SQLException {
    if (spoilt) {
      spoilt = false;
      physical.rollback();
      throw new SQLException("The transaction had failed", "25P02");
    }
    physical.commit();
    world.transactionEnded();
    return null;
  }

  private @Nullable Object onPostgres(Method method, Object[] arguments) throws Throwable {
    check();
    if (method.getName().equals("getCopyAPI")) {
      copy = new SimulatedCopy(this, physical.unwrap(BaseConnection.class));
      return copy;
    }
    return pass(physical.unwrap(PGConnection.class), method, arguments);
  }

  private @Nullable Object onStatement(
      Statement statement, String prepared, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("close")) {
      return closed || lost ? null : pass(statement, method, arguments);
    }
    check();
    if (!method.getName().startsWith("execute")) {
      return pass(statement, method, arguments);
    }
    String what = arguments.length == 0 ? prepared : told((String) arguments[0]);
    while (true) {
      try {
        return this.<@Nullable Object>call(what, () -> execute(statement, method, arguments));
      } catch (SQLException e) {
        if (owner.isEmpty() || !LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          throw e;
        }
        world.awaitTransaction(owner.get());
        if (owner.get().wasVictim()) {
          spoilt = true;
          throw new SQLException("simulated: a deadlock", "40P01", e);
        }
      }
    }
  }

  private <T extends @Nullable Object> T call(String what, World.Effect<T, SQLException> effect)
      throws SQLException {
    return world.call(what, effect, this::breaks);
  }

  /** As the server: after a statement that failed, a transaction takes no further one. */
  private @Nullable Object execute(Statement statement, Method method, Object[] arguments)
      throws SQLException {
    if (spoilt) {
      throw new SQLException("The transaction has failed", "25P02");
    }
    try {
      return pass(statement, method, arguments);
    } catch (SQLException e) {
      spoilt = !physical.getAutoCommit() && !LOCK_NOT_AVAILABLE.equals(e.getSQLState());
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static String told(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(TOLD, line.length()));
  }

  private static @Nullable Object pass(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Handles the calls of an interface. */
  private interface Handler {
    @Nullable Object on(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    Object[] none = new Object[0];
    return type.cast(
        Proxy.newProxyInstance(
            SimulatedConnection.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> handler.on(method, arguments == null ? none : arguments)));
  }
}
