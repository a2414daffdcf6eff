package io.granary.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections, each with a password that is asked for then. */
final class LoginDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private final transient DatabasePasswords passwords;

  LoginDataSource(String url, String user, DatabasePasswords passwords) {
    this.passwords = passwords;
    setURL(url);
    setUser(user);
    // The server's details repeat the values of the row.
    setLogServerErrorDetail(false);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(getUser(), passwords.password());
  }
}
