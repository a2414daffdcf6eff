package io.granary.api;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often the clock calls a function, as EventBridge writes it: {@code rate(1 day)}, {@code
 * rate(5 minutes)}; the unit is plural unless there is one of it.
 */
public record ScheduleRate(Duration every) {
  private static final Pattern RATE =
      Pattern.compile("rate\\(([1-9]\\d{0,4}) (minute|hour|day)(s?)\\)");

  public ScheduleRate {
    if (!every.isPositive()) {
      throw new IllegalArgumentException("Cannot repeat every " + every);
    }
  }

  /**
   * Reads a rate.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static ScheduleRate parse(String text) {
    Matcher rate = RATE.matcher(text);
    if (!rate.matches() || rate.group(1).equals("1") != rate.group(3).isEmpty()) {
      throw new IllegalArgumentException("Cannot read the rate '%s'".formatted(text));
    }
    long count = Long.parseLong(rate.group(1));
    return new ScheduleRate(
        switch (rate.group(2)) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }
}
