package io.granary.database;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;

/** What every use of the database shares. */
public final class Databases {
  private Databases() {}

  /** A value for a {@code json} or {@code jsonb} column. */
  public record JsonText(String text) {}

  /** The same as {@link #jdbi(ConnectionFactory)}. */
  public static Jdbi jdbi(DataSource connections) {
    return jdbi((ConnectionFactory) connections::getConnection);
  }

  /** Statements over connections, with this project's types known. */
  public static Jdbi jdbi(ConnectionFactory connections) {
    Jdbi jdbi = Jdbi.create(connections).installPlugin(new PostgresPlugin());
    jdbi.registerArgument(new JsonArgument());
    // What fails is logged, and statements carry what nobody may read in a log.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }

  /** Opens a connection each time, for what is done seldom. */
  public static DataSource unpooled(String url, String user, String password) {
    return new LoginDataSource(url, user, () -> password);
  }

  /** Maps rows to a record by the names of its components. */
  static <T extends Record> ConstructorMapper<T> mapper(Class<T> type) {
    return (ConstructorMapper<T>) ConstructorMapper.of(type);
  }

  /**
   * The name of the constraint or unique index that a statement ran against, if that is why it
   * failed.
   */
  public static Optional<String> violatedConstraint(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
        return Optional.ofNullable(sql.getServerErrorMessage().getConstraint());
      }
    }
    return Optional.empty();
  }

  private static final class JsonArgument extends AbstractArgumentFactory<JsonText> {
    private JsonArgument() {
      super(java.sql.Types.OTHER);
    }

    @Override
    protected Argument build(JsonText value, ConfigRegistry config) {
      return (position, statement, _) -> statement.setObject(position, object(value));
    }

    private static PGobject object(JsonText value) throws SQLException {
      var object = new PGobject();
      object.setType("jsonb");
      object.setValue(value.text());
      return object;
    }
  }
}
