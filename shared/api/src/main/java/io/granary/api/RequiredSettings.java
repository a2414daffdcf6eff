package io.granary.api;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
          "granary.auth.cursor-key",
          "granary.auth.access-token-life",
          "granary.auth.registration");

  /** One of them: who verifies tokens needs no private keys. */
  private static final List<String> KEYS =
      List.of(AuthConfig.SIGNING_KEYS, AuthConfig.VERIFYING_KEYS);

  RequiredSettings(Environment environment) {
    boolean byPassword =
        !environment
            .getProperty("granary.database.authentication", String.class)
            .orElse("password")
            .equalsIgnoreCase("iam");
    List<String> missing =
        Stream.of(
                ALWAYS.stream().map(List::of),
                Stream.of(KEYS),
                byPassword
                    ? Stream.of(List.of("granary.database.password"))
                    : Stream.<List<String>>empty())
            .flatMap(settings -> settings)
            .filter(settings -> settings.stream().noneMatch(environment::containsProperty))
            .map(
                settings ->
                    settings.stream()
                        .map(RequiredSettings::variable)
                        .collect(Collectors.joining(" or ")))
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
