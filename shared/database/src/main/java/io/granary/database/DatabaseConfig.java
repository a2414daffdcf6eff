package io.granary.database;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where PostgreSQL is and who connects.
 *
 * @param url JDBC URL without user and password
 * @param user the runtime role
 * @param password its password
 * @param poolSize the most connections this process holds
 */
@ConfigurationProperties("granary.database")
public record DatabaseConfig(String url, String user, String password, int poolSize) {}
