package io.granary.testing;

import io.granary.api.LambdaFunction;
import io.granary.database.Migrations;
import io.granary.embedded.Servers;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One installation on servers that are not in AWS: a database, a bucket with its events, and the
 * queues of all functions on the class path.
 */
public final class EmbeddedStack {
  private static final String TEMPLATE = "granary_template";
  private static final String RUNTIME_USER = "granary_app";

  /** Any number that nobody else locks. */
  private static final long TEMPLATE_LOCK = 7_236_541_002L;

  private final Servers servers;
  private final Names names;
  private final String runtimePassword;

  private EmbeddedStack(Servers servers, Names names, String runtimePassword) {
    this.servers = servers;
    this.names = names;
    this.runtimePassword = runtimePassword;
  }

  /** What sets one installation apart from others on the same servers. */
  public record Names(String database, String bucket, String queuePrefix) {
    /** The bucket of backups. */
    public String backupBucket() {
      return bucket + "-backups";
    }
  }

  /**
   * Opens an installation whose data stay; the schema is brought to the newest.
   *
   * @param runtimePassword of the role that the functions connect as
   */
  public static EmbeddedStack lasting(Servers servers, Names names, String runtimePassword)
      throws IOException {
    try (Connection connection = DriverManager.getConnection(servers.postgresUrl());
        Statement statement = connection.createStatement()) {
      if (!exists(statement, names.database())) {
        statement.execute("create database " + names.database());
      }
      migrations(servers, names.database(), runtimePassword).run();
    } catch (SQLException e) {
      throw new IOException("Cannot open the database " + names.database(), e);
    }
    var stack = new EmbeddedStack(servers, names, runtimePassword);
    stack.createQueues();
    return stack;
  }

  /** Makes an installation for one test; its database is a copy of one that is migrated once. */
  public static EmbeddedStack fresh(Servers servers, Names names) throws IOException {
    String password = "granary";
    try (Connection connection = DriverManager.getConnection(servers.postgresUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(TEMPLATE_LOCK));
      // Changes with the migrations, so that a template of older ones is not taken.
      int fingerprint = migrations(servers, "postgres", password).fingerprint();
      String template = TEMPLATE + "_" + Integer.toHexString(fingerprint);
      if (!exists(statement, template)) {
        statement.execute("create database %s_draft".formatted(template));
        migrations(servers, template + "_draft", password).run();
        statement.execute("alter database %1$s_draft rename to %1$s".formatted(template));
      }
      statement.execute("create database %s template %s".formatted(names.database(), template));
    } catch (SQLException e) {
      throw new IOException("Cannot make the database " + names.database(), e);
    }
    var stack = new EmbeddedStack(servers, names, password);
    stack.createQueues();
    return stack;
  }

  /** The settings that functions are started with, without those of {@code granary.auth}. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("granary.database.url", databaseUrl(servers, names.database(), ""));
    properties.put("granary.database.user", RUNTIME_USER);
    properties.put("granary.database.password", runtimePassword);
    properties.put("granary.database.pool-size", 8);
    properties.put("granary.storage.region", servers.region());
    properties.put("granary.storage.bucket", names.bucket());
    properties.put("granary.storage.backup-bucket", names.backupBucket());
    properties.put("granary.storage.table", servers.dynamodbTable());
    properties.put("granary.storage.queue-prefix", names.queuePrefix());
    properties.put("granary.storage.s3-endpoint", servers.s3Url());
    properties.put("granary.storage.sqs-endpoint", servers.sqsUrl());
    properties.put("granary.storage.dynamodb-endpoint", servers.dynamodbUrl());
    properties.put("granary.storage.access-key-id", servers.accessKeyId());
    properties.put("granary.storage.secret-access-key", servers.secretAccessKey());
    return properties;
  }

  /** A connection as the owner of the database. */
  public Connection ownerConnection() throws SQLException {
    return DriverManager.getConnection(databaseUrl(servers, names.database(), "?user=postgres"));
  }

  /** Runs a statement as the owner of the database, who may do what the functions may not. */
  public int executeAsOwner(String sql) {
    try (Connection connection =
            DriverManager.getConnection(databaseUrl(servers, names.database(), "?user=postgres"));
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot execute " + sql, e);
    }
  }

  /** The queues of all functions on the class path, without prefix. */
  public static Set<String> queueNames() {
    Set<String> queues = new TreeSet<>();
    for (BeanIntrospection<Object> found :
        BeanIntrospector.SHARED.findIntrospections(LambdaFunction.class)) {
      found
          .stringValue(LambdaFunction.class, "queue")
          .filter(q -> !q.isEmpty())
          .ifPresent(queues::add);
    }
    return queues;
  }

  public Names names() {
    return names;
  }

  /** Where it is. */
  public Servers servers() {
    return servers;
  }

  /** Starts the events of the drop folder; those of objects that wait for a result come at once. */
  public void routeDrops() throws IOException {
    if (queueNames().contains("ingest")) {
      servers.route(names.bucket(), names.queuePrefix() + "ingest");
    }
  }

  private void createQueues() throws IOException {
    servers.createBucket(names.bucket());
    servers.createBucket(names.backupBucket());
    for (String queue : queueNames()) {
      servers.createQueue(names.queuePrefix() + queue);
    }
  }

  private static boolean exists(Statement statement, String database) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            "select 1 from pg_database where datname = '%s'".formatted(database))) {
      return found.next();
    }
  }

  private static Migrations migrations(Servers servers, String database, String password) {
    var owner = new PGSimpleDataSource();
    owner.setUrl(databaseUrl(servers, database, ""));
    owner.setUser("postgres");
    return new Migrations(owner, RUNTIME_USER, password);
  }

  private static String databaseUrl(Servers servers, String database, String parameters) {
    return servers.postgresUrl().replaceFirst("/postgres\\?.*$", "/" + database) + parameters;
  }
}
