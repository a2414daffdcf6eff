package io.granary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ScheduleRateTest {
  @Test
  void aRateIsReadAsEventBridgeWritesIt() {
    assertThat(ScheduleRate.parse("rate(1 minute)").every()).isEqualTo(Duration.ofMinutes(1));
    assertThat(ScheduleRate.parse("rate(5 minutes)").every()).isEqualTo(Duration.ofMinutes(5));
    assertThat(ScheduleRate.parse("rate(1 hour)").every()).isEqualTo(Duration.ofHours(1));
    assertThat(ScheduleRate.parse("rate(12 hours)").every()).isEqualTo(Duration.ofHours(12));
    assertThat(ScheduleRate.parse("rate(1 day)").every()).isEqualTo(Duration.ofDays(1));
    assertThat(ScheduleRate.parse("rate(30 days)").every()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void anythingElseIsRefused() {
    for (String text :
        new String[] {
          "",
          "1 day",
          "rate(1 days)",
          "rate(2 day)",
          "rate(0 days)",
          "rate(-1 days)",
          "rate(1 week)",
          "rate(1day)",
          "rate(1 day) ",
          "cron(0 12 * * ? *)"
        }) {
      assertThatThrownBy(() -> ScheduleRate.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Cannot read the rate '%s'", text);
    }
  }
}
