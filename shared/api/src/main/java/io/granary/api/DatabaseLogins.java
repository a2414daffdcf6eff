package io.granary.api;

import io.granary.database.DatabaseConfig;
import io.granary.database.DatabasePasswords;
import io.granary.storage.LoginTokens;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;

/** Lets the database, which knows no AWS, log in with tokens that AWS takes. */
@Factory
@Requires(property = "granary.database.authentication", value = "iam")
final class DatabaseLogins {
  private static final String SCHEME = "jdbc:";
  private static final int PORT = 5432;

  @Singleton
  @Requires(missingBeans = DatabasePasswords.class)
  DatabasePasswords tokens(DatabaseConfig config, LoginTokens tokens) {
    URI server = URI.create(config.url().substring(SCHEME.length()));
    int port = server.getPort() < 0 ? PORT : server.getPort();
    return () -> tokens.token(server.getHost(), port, config.user());
  }
}
