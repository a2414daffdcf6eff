package io.granary.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** Brings a database to the newest schema; safe to run twice and by two at once. */
public final class Migrations {
  private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final DataSource owner;
  private final String runtimeUser;
  private final @Nullable String runtimePassword;

  /**
   * @param owner connects as the owner of the schema
   * @param runtimeUser the role that the functions connect as; made when it is missing
   * @param runtimePassword of a role that is made; null for one that logs in by IAM
   */
  public Migrations(DataSource owner, String runtimeUser, @Nullable String runtimePassword) {
    if (!ROLE.matcher(runtimeUser).matches()) {
      throw new IllegalArgumentException(
          "Cannot make a role: '%s' is no plain name".formatted(runtimeUser));
    }
    this.owner = owner;
    this.runtimeUser = runtimeUser;
    this.runtimePassword = runtimePassword;
  }

  public void run() {
    if (runtimePassword == null) {
      makeRoleWithoutPassword();
    }
    flyway().migrate();
  }

  /** A number that changes with the migrations; the database need not have any of them yet. */
  public int fingerprint() {
    return Arrays.hashCode(
        Arrays.stream(flyway().info().all()).map(MigrationInfo::getChecksum).toArray());
  }

  /**
   * The migrations make the role too, where it is missing: with a password. RDS lets the members of
   * {@code rds_iam} in with a token, and with nothing else. Of two that run at once both may want
   * to make it.
   */
  private void makeRoleWithoutPassword() {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$
          begin
              if not exists (select from pg_roles where rolname = '%1$s') then
                  create role %1$s login;
              end if;
          exception
              when duplicate_object or unique_violation then null;
          end $$;
          do $$
          begin
              if exists (select from pg_roles where rolname = 'rds_iam')
                  and not pg_has_role('%1$s', 'rds_iam', 'member') then
                  grant rds_iam to %1$s;
              end if;
          exception
              when duplicate_object or unique_violation then null;
          end $$;
          """
              .formatted(runtimeUser));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot make the role " + runtimeUser, e);
    }
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(owner)
        .locations("classpath:db/migration")
        .placeholders(
            Map.of(
                "runtime_user",
                runtimeUser,
                "runtime_password",
                runtimePassword == null ? "" : runtimePassword))
        .load();
  }
}
