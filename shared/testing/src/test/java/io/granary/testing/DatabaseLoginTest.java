package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.ConnectionPool;
import io.granary.database.DatabasePasswords;
import io.granary.database.Migrations;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

final class DatabaseLoginTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void eachNewConnectionAsksForAPasswordOfItsOwn() throws SQLException {
    var asked = new AtomicInteger();
    DatabasePasswords passwords = () -> "token " + asked.incrementAndGet();
    Map<String, Object> properties = new HashMap<>(STACK.properties());
    properties.put("granary.database.authentication", "iam");
    properties.put("granary.database.pool-size", 2);
    properties.remove("granary.database.password");
    try (ApplicationContext context =
        ApplicationContext.builder("test").properties(properties).singletons(passwords).start()) {
      ConnectionPool pool = context.getBean(ConnectionPool.class);
      assertThat(asked).hasValue(0);
      try (Connection one = pool.openConnection();
          Connection two = pool.openConnection()) {
        assertThat(user(one)).isEqualTo("granary_app");
        assertThat(user(two)).isEqualTo("granary_app");
        assertThat(asked).hasValue(2);
      }
      try (Connection again = pool.openConnection()) {
        assertThat(user(again)).isEqualTo("granary_app");
        assertThat(asked).hasValue(2);
      }
      pool.beforeCheckpoint(Core.getGlobalContext());
      try (Connection fresh = pool.openConnection()) {
        assertThat(user(fresh)).isEqualTo("granary_app");
        assertThat(asked).hasValueGreaterThan(2);
      }
    }
  }

  @Test
  void withIamAConnectionShowsATokenForItsHost() {
    Map<String, Object> properties = new HashMap<>(STACK.properties());
    properties.put("granary.database.authentication", "iam");
    properties.put("granary.database.url", "jdbc:postgresql://db.example:6432/granary?sslmode=x");
    try (ApplicationContext context = ApplicationContext.run(properties, "test")) {
      String token = context.getBean(DatabasePasswords.class).password();

      assertThat(token).startsWith("db.example:6432/?").contains("DBUser=granary_app");
    }
  }

  @Test
  void aRoleThatLogsInByIamHasNoPassword() throws SQLException {
    String name = "t_iam_" + UUID.randomUUID().toString().substring(0, 8);
    STACK.stack().executeAsOwner("create database " + name);
    STACK
        .stack()
        .executeAsOwner(
            """
            do $$ begin
              if not exists (select from pg_roles where rolname = 'rds_iam') then
                create role rds_iam;
              end if;
            end $$
            """);
    var owner = new PGSimpleDataSource();
    owner.setUrl(
        String.valueOf(STACK.properties().get("granary.database.url"))
            .replaceFirst("/[^/]*$", "/" + name));
    owner.setUser("postgres");

    new Migrations(owner, name, null).run();
    new Migrations(owner, name, null).run();

    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement();
        ResultSet role =
            statement.executeQuery(
                """
                select rolpassword is null, rolcanlogin, pg_has_role(rolname, 'rds_iam', 'member'),
                  has_table_privilege(rolname, 'users', 'select, insert'),
                  has_table_privilege(rolname, 'audit_entries', 'update')
                from pg_authid where rolname = '%s'
                """
                    .formatted(name))) {
      assertThat(role.next()).isTrue();
      assertThat(role.getBoolean(1)).as("has no password").isTrue();
      assertThat(role.getBoolean(2)).as("may log in").isTrue();
      assertThat(role.getBoolean(3)).as("logs in by IAM").isTrue();
      assertThat(role.getBoolean(4)).as("reads and writes").isTrue();
      assertThat(role.getBoolean(5)).as("changes what was done").isFalse();
    }
  }

  private static String user(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet user = statement.executeQuery("select current_user")) {
      user.next();
      return user.getString(1);
    }
  }
}
