package io.granary.api;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Fails the start that lacks settings, instead of the first request; the message names them all.
 */
@Context
final class RequiredSettings {
  private static final List<String> ALWAYS =
      List.of(
          "granary.storage.region",
          "granary.storage.bucket",
          "granary.storage.table",
          "granary.storage.queue-prefix",
          "granary.database.url",
          "granary.database.user",
          "granary.database.pool-size",
          "granary.auth.issuer",
          "granary.auth.signing-keys",
          "granary.auth.cursor-key",
          "granary.auth.access-token-life",
          "granary.auth.registration");

  RequiredSettings(Environment environment) {
    boolean byPassword =
        !environment
            .getProperty("granary.database.authentication", String.class)
            .orElse("password")
            .equalsIgnoreCase("iam");
    List<String> missing =
        Stream.concat(
                ALWAYS.stream(),
                byPassword ? Stream.of("granary.database.password") : Stream.empty())
            .filter(setting -> !environment.containsProperty(setting))
            .map(RequiredSettings::variable)
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("Cannot start: not set: " + String.join(", ", missing));
    }
  }

  /** The variable of the environment that a setting is read from. */
  static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
