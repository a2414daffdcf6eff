package io.granary.cdk;

import java.util.Map;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How long logs are kept, in the steps that CloudWatch has. */
final class Retention {
  private static final Map<Integer, RetentionDays> STEPS =
      Map.of(
          7, RetentionDays.ONE_WEEK,
          14, RetentionDays.TWO_WEEKS,
          30, RetentionDays.ONE_MONTH,
          60, RetentionDays.TWO_MONTHS,
          90, RetentionDays.THREE_MONTHS,
          180, RetentionDays.SIX_MONTHS,
          365, RetentionDays.ONE_YEAR,
          731, RetentionDays.TWO_YEARS);

  private Retention() {}

  static RetentionDays days(int days) {
    RetentionDays step = STEPS.get(days);
    if (step == null) {
      throw new IllegalArgumentException(
          "Cannot keep logs for %d days: CloudWatch has %s."
              .formatted(days, STEPS.keySet().stream().sorted().toList()));
    }
    return step;
  }
}
