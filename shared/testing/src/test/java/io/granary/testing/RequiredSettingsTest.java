package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.granary.api.AccessTokens;
import io.granary.api.GatewayFunction;
import io.granary.api.SigningKeySet;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequiredSettingsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "granary.auth.issuer",
        "granary.auth.signing-keys",
        "granary.auth.cursor-key",
        "granary.auth.access-token-life",
        "granary.auth.registration",
        "granary.database.url",
        "granary.database.user",
        "granary.database.password",
        "granary.database.pool-size",
        "granary.storage.region",
        "granary.storage.bucket",
        "granary.storage.table",
        "granary.storage.queue-prefix"
      })
  void aStartWithoutASettingFailsAndNamesIt(String name) {
    Map<String, Object> properties = new HashMap<>(STACK.properties());
    properties.remove(name);

    Throwable failure =
        catchThrowable(
            () -> {
              try (ApplicationContext context = ApplicationContext.run(properties, "test")) {
                assertThat(context.isRunning()).isFalse();
              }
            });

    assertThat(failure)
        .hasMessageContaining("not set: " + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
  }

  @Test
  void publicKeysAreEnoughWhereNothingIsSigned() {
    Map<String, Object> properties = new HashMap<>(STACK.properties());
    Object keys = properties.remove("granary.auth.signing-keys");
    properties.put("granary.auth.verifying-keys", SigningKeySet.publicSet(String.valueOf(keys)));
    String token = STACK.bean(AccessTokens.class).issue(STACK.user("ann").id());

    try (ApplicationContext context = ApplicationContext.run(properties, "test")) {
      var client = new ApiClient(new GatewayFunction(context), token);

      assertThat(client.get("/api/who").status()).isEqualTo(200);
    }
  }
}
