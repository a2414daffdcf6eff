package io.granary.database;

import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Brings a database to the newest schema; safe to run twice and by two at once. */
public final class Migrations {
  private final DataSource owner;
  private final String runtimeUser;
  private final String runtimePassword;

  /**
   * @param owner connects as the owner of the schema
   * @param runtimeUser the role that the functions connect as; made when it is missing
   */
  public Migrations(DataSource owner, String runtimeUser, String runtimePassword) {
    this.owner = owner;
    this.runtimeUser = runtimeUser;
    this.runtimePassword = runtimePassword;
  }

  public void run() {
    flyway().migrate();
  }

  /** A number that changes with the migrations; the database need not have any of them yet. */
  public int fingerprint() {
    return Arrays.hashCode(
        Arrays.stream(flyway().info().all()).map(MigrationInfo::getChecksum).toArray());
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(owner)
        .locations("classpath:db/migration")
        .placeholders(Map.of("runtime_user", runtimeUser, "runtime_password", runtimePassword))
        .load();
  }
}
