package io.granary.local;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What the laptop, and so every test in the default build, must not have on its class path. */
final class ClassPathTest {
  @Test
  @DisabledIfSystemProperty(
      named = "granary.test.servers",
      matches = "localstack",
      disabledReason = "The profile localstack brings it along")
  void testcontainersAreNotThere() {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName("org.testcontainers.DockerClientFactory"));
  }
}
