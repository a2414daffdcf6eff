package io.granary.database;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes the pool and what the repositories are given. */
@Factory
@Requires(property = "granary.database.url")
final class DatabaseFactory {
  private static final Duration PATIENCE = Duration.ofSeconds(24);

  @Singleton
  @Bean(preDestroy = "close")
  ConnectionPool connections(DatabaseConfig config, @Nullable DatabasePasswords passwords) {
    var logins = new LoginDataSource(config.url(), config.user(), passwords(config, passwords));
    logins.setReWriteBatchedInserts(true);
    logins.setApplicationName("granary");
    var pool = new HikariConfig();
    pool.setDataSource(logins);
    pool.setMaximumPoolSize(config.poolSize());
    pool.setMinimumIdle(0);
    // Connections are made by the first statement, so that a start does not need the database.
    pool.setInitializationFailTimeout(-1);
    // Longer than a database takes to wake, shorter than the gateway waits: somebody is answered.
    pool.setConnectionTimeout(PATIENCE.toMillis());
    return new ConnectionPool(pool);
  }

  private static DatabasePasswords passwords(
      DatabaseConfig config, @Nullable DatabasePasswords passwords) {
    return switch (config.authentication()) {
      case IAM -> {
        if (passwords == null) {
          throw new IllegalStateException(
              "Cannot log in to the database: granary.database.authentication is iam, and nothing"
                  + " here makes tokens");
        }
        yield passwords;
      }
      case PASSWORD -> {
        String password = requireNonNull(config.password());
        yield () -> password;
      }
    };
  }

  @Singleton
  Jdbi jdbi(ConnectionPool connections) {
    return Databases.jdbi(connections);
  }
}
