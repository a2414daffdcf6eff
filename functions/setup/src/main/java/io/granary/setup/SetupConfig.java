package io.granary.setup;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * What an installation begins with.
 *
 * @param ownerSecret the ARN of the secret with username and password of the owner of the database,
 *     as RDS makes it
 * @param adminUsername of the first admin
 * @param adminEmail of the first admin
 * @param adminSecret the ARN of the secret that gets username and password of the first admin
 */
@ConfigurationProperties("granary.setup")
record SetupConfig(
    String ownerSecret, String adminUsername, String adminEmail, String adminSecret) {}
