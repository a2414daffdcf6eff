package io.granary.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is and who connects.
 *
 * @param url JDBC URL without user and password
 * @param user the runtime role
 * @param authentication what the role shows
 * @param password its password, where it has one
 * @param poolSize the most connections this process holds
 */
@ConfigurationProperties("granary.database")
public record DatabaseConfig(
    String url,
    String user,
    @Bindable(defaultValue = "password") Authentication authentication,
    @Nullable String password,
    int poolSize) {
  public DatabaseConfig {
    if (authentication == Authentication.PASSWORD && password == null) {
      throw new IllegalArgumentException(
          "Cannot log in to the database: granary.database.password is unset");
    }
  }

  /** What shows the database who connects. */
  public enum Authentication {
    /** The password of the settings. */
    PASSWORD,
    /** A token of IAM, made anew for each connection. */
    IAM
  }
}
