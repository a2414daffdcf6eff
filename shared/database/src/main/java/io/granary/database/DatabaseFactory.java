package io.granary.database;

import com.zaxxer.hikari.HikariConfig;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Makes the pool and what the repositories are given. */
@Factory
@Requires(property = "granary.database.url")
final class DatabaseFactory {
  @Singleton
  @Bean(preDestroy = "close")
  ConnectionPool connections(DatabaseConfig config) {
    var pool = new HikariConfig();
    pool.setJdbcUrl(config.url());
    pool.setUsername(config.user());
    pool.setPassword(config.password());
    pool.setMaximumPoolSize(config.poolSize());
    pool.setMinimumIdle(0);
    // Connections are made by the first statement, so that a start does not need the database.
    pool.setInitializationFailTimeout(-1);
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("ApplicationName", "granary");
    // The server's details repeat the values of the row.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    return new ConnectionPool(pool);
  }

  @Singleton
  Jdbi jdbi(ConnectionPool connections) {
    return Databases.jdbi(connections);
  }
}
